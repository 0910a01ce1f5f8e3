import { type Count, toCount } from '../model/count.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import { type Measure, measuresByName } from '../model/measure.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { RegistrationCountsBody, RegistrationCountsEntry } from '../schemas/registration-counts.ts'
import isRegistrationCounts from '../schemas/compiled/is-registration-counts.cjs'
import { errorsOf } from '../schemas/validator.ts'
import type { GraphResponse } from './response.ts'
import { declaredCount, furtherLinks, isRemoved, parseJsonBody, unexpectedBody } from './json-body.ts'

/** Graph's `registrationStatus` in our measures. Others are new to us and left out. */
const measureOf = measuresByName('registrationCounts')

interface RegistrationCounts {
  readonly population: Count
  readonly counts: Readonly<Partial<Record<Measure, Count>>>
}

/** Takes the counts out of a 200 answer. @throws CouldNotRead, naming what the body lacks */
export function parseRegistrationCounts(answer: GraphResponse): RegistrationCounts {
  const { requestId } = answer
  const body = parseBody(answer)
  const refuse = (reason: Undetermined): never => {
    throw new CouldNotRead({ ...reason, requestId } as Undetermined)
  }
  if ([body, ...body.value].some((part) => furtherLinks(part).length > 0))
    refuse({ code: 'report-incomplete' })
  const [entry, ...others] = body.value
  if (others.length > 0) refuse({ code: 'report-ambiguous', entries: body.value.length })
  if (entry === undefined) return refuse({ code: 'report-empty' })
  const problem = (text: string): never => refuse({ code: 'body-unexpected', problem: text })
  if (isRemoved(entry)) return problem('value[0] is marked as removed')
  checkCount(body, 1, answer, problem)
  checkCount(entry, entry.userRegistrationCounts?.length ?? 0, answer, problem)
  const population = entry.totalUserCount === undefined ? undefined : toCount(entry.totalUserCount)
  if (population === undefined) return problem('value[0] has no totalUserCount')
  return { population, counts: countsOf(entry, problem) }
}

function checkCount(
  part: object,
  entries: number,
  answer: GraphResponse,
  problem: (text: string) => never,
): void {
  const declared = declaredCount(part, answer)
  if (declared !== undefined && declared !== entries)
    problem(`it says that it has ${declared} entries, and ${entries} came`)
}

function countsOf(
  entry: RegistrationCountsEntry,
  problem: (text: string) => never,
): RegistrationCounts['counts'] {
  const counts: Partial<Record<Measure, Count>> = {}
  const list = entry.userRegistrationCounts
  if (list === undefined) return problem('value[0] has no userRegistrationCounts')
  for (const [index, { registrationStatus, registrationCount, ...others }] of list.entries()) {
    const place = `value[0].userRegistrationCounts[${index}]`
    const count = registrationCount === undefined ? undefined : toCount(registrationCount)
    if (registrationStatus === undefined)
      return problem(`${place} has no registrationStatus${instead(others)}`)
    if (count === undefined) return problem(`${place} has no registrationCount${instead(others)}`)
    const measure = measureOf.get(registrationStatus)
    if (measure === undefined) continue
    if (counts[measure] !== undefined)
      return problem(`registrationStatus ${registrationStatus} is given twice`)
    counts[measure] = count
  }
  return counts
}

/** Microsoft's method page once named the members otherwise; whoever meets such a body should see the names it has. */
function instead(others: object): string {
  const names = Object.keys(others).filter((name) => /^\w{1,40}$/.test(name))
  return names.length === 0 ? '' : ` (it has ${names.join(', ')})`
}

function parseBody(answer: GraphResponse): RegistrationCountsBody {
  const body = parseJsonBody(answer)
  if (isRegistrationCounts(body)) return body
  throw unexpectedBody(errorsOf(isRegistrationCounts), answer)
}
