import type { Directory } from '../directory.ts'
import { createPeople, type Person } from '../people/people.ts'
import { objectId } from './details-row.ts'
import type { DirectoryRow } from './directory-page.ts'
import type { Pager } from './directory-pager.ts'
import type { Resource } from './resource.ts'

/** `GET /v1.0/users`: the accounts of the report, with what the directory knows of each. */
export function createUsers({ scenario }: Directory, page: Pager): Resource {
  const people = createPeople(scenario)
  return {
    path: '/v1.0/users',
    methods: ['GET'],
    permission: 'User.Read.All',
    ofDirectory: true,
    answer(incoming, exchange) {
      const rows = { size: people.size, at: (index: number) => rowOf(people.at(index), incoming.at) }
      return page(rows, incoming, exchange)
    },
  }
}

const yearsAgo = 1_000

function rowOf(person: Person, now: Date): DirectoryRow {
  const {
    index,
    userType,
    createdDaysAgo = yearsAgo,
    hiredDaysAgo,
    licensed = userType === 'member',
  } = person
  return {
    id: objectId(index),
    userType: userType === 'member' ? 'Member' : 'Guest',
    createdDateTime: daysBefore(now, createdDaysAgo),
    employeeHireDate: hiredDaysAgo === undefined ? null : daysBefore(now, hiredDaysAgo),
    assignedLicenses: licensed ? [{ disabledPlans: [], skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06' }] : [],
  }
}

/** As Graph writes it, without fractions of a second. */
function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
}
