import { dayMs, intolerable } from '../model/clock.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { AccountIds, JoinerDate, NewOrUnlicensed } from '../model/exclusion.ts'
import type { DirectoryLedger } from '../model/ledger.ts'
import type { DirectoryEntry } from '../schemas/directory-list.ts'
import { readList } from './directory-list.ts'
import { doubtful } from './page-walk.ts'
import type { SourcesRequest } from './sources-request.ts'

const permission = 'User.Read.All'

/** Whom each of the asked exclusions means. */
export interface AccountsRead {
  readonly ids: ReadonlyMap<NewOrUnlicensed, AccountIds>
  readonly ledger: DirectoryLedger
}

/**
 * Goes once through all accounts of the directory, for their ids and what tells that they are new or unlicensed; of
 * the others nothing is kept. Source: Microsoft Graph v1.0, list users.
 * @throws CouldNotRead
 */
export async function readAccounts(
  { directory, clock, now }: Pick<SourcesRequest, 'directory' | 'clock' | 'now'>,
  asked: readonly NewOrUnlicensed[],
): Promise<AccountsRead> {
  const moment = now().getTime()
  const list = { what: 'users', path: `/users?$select=${membersFor(asked)}&$top=999`, permission }
  const { found: ids, ledger } = await readList(directory, list, () => {
    const found = new Map(asked.map((one) => [one, new Set<string>()]))
    return {
      found,
      take: (id, account, { requestId }) => {
        for (const one of asked) if (means(one, account, moment, requestId)) found.get(one)?.add(id)
      },
    }
  })
  // By a clock that is wrong others are new than those who are.
  const aheadMs = intolerable(clock.aheadMs)
  if (aheadMs !== undefined && asked.some(({ kind }) => kind === 'joiners'))
    throw new CouldNotRead({ code: 'clock-off', aheadMs, hangs: 'joiners' })
  return { ids, ledger }
}

function membersFor(asked: readonly NewOrUnlicensed[]): string {
  const members = asked.flatMap((one) =>
    one.kind === 'joiners' ? [one.by] : ['userType', 'assignedLicenses'],
  )
  return [...new Set(['id', ...members])].join(',')
}

function means(
  asked: NewOrUnlicensed,
  account: DirectoryEntry,
  now: number,
  requestId: string | undefined,
): boolean {
  const lacking = (member: string) => doubtful({ kind: 'rows-lacking', member, rows: 1 }, requestId)
  if (asked.kind === 'unlicensed') {
    const { assignedLicenses: licences, userType } = account
    if (!Array.isArray(licences)) throw lacking('assignedLicenses')
    // Nobody is left out of whom it is not known that they are no guest.
    return licences.length === 0 && userType?.toLowerCase() === 'member'
  }
  const date = account[asked.by]
  if (date === null) return false
  if (typeof date !== 'string') throw lacking(asked.by)
  const at = Date.parse(date)
  if (Number.isNaN(at)) throw lacking(asked.by)
  const { from, to } = windowOf(asked.days, asked.by, now)
  return at > from && at <= to
}

/** Clocks differ by some minutes. */
const slackMs = 300_000

/** Who has not begun yet has a hire date in the future; a creation in the future is none. */
function windowOf(days: number, by: JoinerDate, now: number): { readonly from: number; readonly to: number } {
  const ahead = by === 'employeeHireDate' ? days * dayMs : slackMs
  return { from: now - days * dayMs, to: now + ahead }
}
