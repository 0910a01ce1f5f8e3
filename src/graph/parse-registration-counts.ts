import { type Count, toCount } from '../posture/count.ts'
import { CouldNotRead } from '../posture/could-not-read.ts'
import type { Measure } from '../posture/measure.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import type { RegistrationCountsBody, RegistrationCountsEntry } from '../schemas/registration-counts.ts'
import { errorsOf, isRegistrationCounts } from '../schemas/validate.ts'
import type { Answer } from './answer.ts'

/** Graph's `registrationStatus` in our measures. `registered` is about password reset, not MFA. Others are new to us and left out. */
const measureOf: Readonly<Record<string, Measure>> = {
  mfaRegistered: 'mfaRegistered',
  registered: 'ssprRegistered',
  enabled: 'ssprEnabled',
  capable: 'ssprOrMfaCapable',
}

export interface RegistrationCounts {
  readonly population: Count
  readonly counts: Readonly<Partial<Record<Measure, Count>>>
}

/** Takes the counts out of a 200 answer. @throws CouldNotRead, naming what the body lacks */
export function parseRegistrationCounts(answer: Answer): RegistrationCounts {
  const { requestId } = answer
  const body = parseBody(answer)
  const refuse = (reason: Undetermined): never => {
    throw new CouldNotRead({ ...reason, requestId } as Undetermined)
  }
  if (body['@odata.nextLink'] !== undefined) refuse({ code: 'report-incomplete' })
  const [entry, ...others] = body.value
  if (others.length > 0) refuse({ code: 'report-ambiguous', entries: body.value.length })
  if (entry === undefined) return refuse({ code: 'report-empty' })
  const problem = (text: string): never => refuse({ code: 'body-unexpected', problem: text })
  const population = entry.totalUserCount === undefined ? undefined : toCount(entry.totalUserCount)
  if (population === undefined) return problem('value[0] has no totalUserCount')
  return { population, counts: countsOf(entry, problem) }
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
    const measure = measureOf[registrationStatus]
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

function parseBody({ text, contentType, requestId }: Answer): RegistrationCountsBody {
  const body = parseJson(text)
  if (body === undefined || !/[/+]json\b/i.test(contentType ?? '')) {
    throw new CouldNotRead({ code: 'body-not-json', contentType: contentType?.split(';')[0], requestId })
  }
  if (typeof body === 'object' && body !== null && 'error' in body) {
    throw new CouldNotRead({ code: 'body-is-error', graphCode: undefined, requestId })
  }
  if (isRegistrationCounts(body)) return body
  const [error] = errorsOf(isRegistrationCounts)
  const place =
    (error?.instancePath ?? '')
      .slice(1)
      .replaceAll('/', '.')
      .replace(/\.(\d+)/g, '[$1]') || 'the body'
  throw new CouldNotRead({
    code: 'body-unexpected',
    problem: `${place} ${error?.message ?? 'is not as documented'}`,
    requestId,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
