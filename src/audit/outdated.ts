import { formatAge } from '../rules/age.ts'
import { dayOf } from '../rules/calendar.ts'
import { rulesFrom } from '../rules/from-document.ts'
import type { Stack } from '../rules/stack.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { AuditTenant } from './audit-tenant.ts'

/** By how much the clocks of two machines may differ. */
const clockTolerance = 300_000

/** An answer that an earlier part of an audit has kept. */
interface EarlierAssessment {
  readonly judgedAt: string
  readonly assessment: AssessmentReport | undefined
}

/** Why an answer of then is not the answer of now, to go on after a tenant's name; undefined while it still is. */
export function outdated(
  { judgedAt, assessment }: EarlierAssessment,
  { loaded }: Pick<AuditTenant, 'loaded'>,
  { now, stack }: { readonly now: Date; readonly stack: Stack },
): string | undefined {
  const then = new Date(judgedAt)
  const rules = rulesFrom(loaded, { now, stack }).filter(({ enforcement }) => enforcement !== 'disabled')
  const age = now.getTime() - Math.min(then.getTime(), ...receivedTimes(assessment))
  if (Number.isNaN(age) || now.getTime() - then.getTime() < -clockTolerance)
    return 'has a time of judging that is not in the past'
  const strictest = Math.min(...rules.map(({ maxAge }) => maxAge))
  if (age > strictest) return `was read over ${formatAge(age)} ago, and maxAge allows ${formatAge(strictest)}`
  const before = new Map(
    rulesFrom(loaded, { now: then, stack }).map(({ id, minimum }) => [id, minimum.scaled]),
  )
  const stepped = rules.find(({ id, minimum }) => before.get(id) !== minimum.scaled)
  if (stepped !== undefined) return `was judged before a step of the ramp of ${stepped.id}`
  const [from, to] = [dayOf(then), dayOf(now)]
  const turned = loaded.waivers.list.find(
    ({ created, expires }) => (from <= expires && expires < to) || (from < created && created <= to),
  )
  return turned === undefined ? undefined : `was judged before a waiver of ${turned.rule} began or ended`
}

function receivedTimes(assessment: AssessmentReport | undefined): readonly number[] {
  return (assessment?.verdicts ?? []).flatMap(({ reading }) =>
    reading?.receivedAt === undefined ? [] : [Date.parse(reading.receivedAt)],
  )
}
