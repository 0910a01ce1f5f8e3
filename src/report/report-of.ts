import type { Minimum } from '../posture/minimum.ts'
import { formatRatio } from '../posture/ratio.ts'
import { countedIn } from '../posture/counted.ts'
import { methodMeasures } from '../posture/methods/interval.ts'
import type { Classification } from '../posture/methods/method-class.ts'
import type { Reading } from '../posture/snapshot.ts'
import type { ExclusionEffect, Tally } from '../posture/tally.ts'
import { asksStandIn } from '../posture/tenant-reading.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import { answeredOf } from '../rules/assessment.ts'
import { formatDay } from '../rules/calendar.ts'
import { gateAnswerOf } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import type { Step } from '../rules/schedule.ts'
import type { Stack } from '../rules/stack.ts'
import { type Doubt, effectOf, isWaived, type Verdict } from '../rules/verdict.ts'
import type { Waiver } from '../rules/waiver.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { ReportInput } from './report-input.ts'
import { summaryOf } from './summary.ts'
import { explain } from './undetermined-sentence.ts'
import { verdictLines } from './verdict-lines.ts'

/** The assessment as the published schema `mfa-assessment.schema.json` describes it. */
export function reportOf(input: ReportInput): AssessmentReport {
  const { assessment, rulesOrigin, stack, now, version } = input
  return {
    version: 1,
    tool: { name: 'entra-mfa-gate', version },
    judgedAt: now.toISOString(),
    outcome: gateAnswerOf(assessment.outcome),
    summary: summaryOf(assessment.verdicts.map(answeredOf)),
    ...(asksStandIn(assessment.readings) ? { simulated: true as const } : {}),
    rulesOrigin,
    stack: toldOf(stack),
    verdicts: assessment.verdicts.map(verdictOf),
    waivers: assessment.waivers.map(({ waiver, state, daysLeft, soon }) => ({
      state,
      daysLeft,
      expiresSoon: soon,
      waiver: waiverOf(waiver),
    })),
  }
}

function toldOf({ organization, project, stack, tags }: Stack): AssessmentReport['stack'] {
  return {
    organization: organization ?? null,
    project: project ?? null,
    stack: stack ?? null,
    tags: tags === undefined ? null : Object.fromEntries(tags),
  }
}

function readingOf(reading: Reading | undefined, classification: Classification) {
  if (reading === undefined) return null
  if (reading.kind === 'undetermined')
    return { kind: 'undetermined' as const, reason: reasonOf(reading.reason) }
  const { snapshot, savedIn } = reading
  const { tenantId, provenance, exclusions, ledger } = snapshot
  const { requestId, chosen, servedAt, ...others } = provenance
  return {
    kind: 'snapshot' as const,
    tenantId,
    segment: snapshot.segment ?? 'all',
    ...tallyOf(snapshot, classification),
    ...others,
    requestId: requestId ?? null,
    ...(servedAt === undefined ? {} : { servedAt }),
    ...(chosen === undefined ? {} : { chosen }),
    ...(exclusions === undefined ? {} : { exclusions: exclusionsOf(exclusions, classification) }),
    ...(ledger === undefined ? {} : { ledger: { ...ledger } }),
    ...(savedIn === undefined ? {} : { savedIn }),
  }
}

/** Counts of methods are told as the rule sees them: whoever surely has the measure. */
function tallyOf(tally: Pick<Tally, 'population' | 'counts' | 'methods'>, classification: Classification) {
  const { population, counts, methods } = tally
  if (methods === undefined) return { population, counts: { ...counts } }
  const found = methodMeasures.map((measure) => [measure, countedIn(tally, measure, classification)?.surely])
  return {
    population,
    counts: { ...counts, ...(Object.fromEntries(found) as Record<string, number>) },
    methods: methods.map(({ unclassified, ...cell }) => ({
      ...cell,
      ...(unclassified === undefined ? {} : { unclassified: [...unclassified] }),
    })),
  }
}

function verdictOf(verdict: Verdict) {
  const [message = '', ...details] = verdictLines(verdict)
  return {
    rule: ruleOf(verdict.rule),
    verdict: verdict.kind,
    effect: effectOf(verdict),
    waived: isWaived(verdict),
    message,
    details,
    reading: readingOf(verdict.reading, verdict.rule.methods),
    ...numbersOf(verdict),
    ...(verdict.kind === 'undetermined' ? { reason: reasonOf(verdict.reason) } : {}),
    ...('waiving' in verdict && verdict.waiving.kind === 'waived'
      ? { waiver: waiverOf(verdict.waiving.waiver) }
      : {}),
  }
}

function numbersOf(verdict: Verdict) {
  if (verdict.kind !== 'pass' && verdict.kind !== 'violation') return {}
  const { count, population, rule, doubt } = verdict
  return {
    count,
    ...(doubt === undefined ? {} : doubtOf(doubt)),
    population,
    // Nobody has no ratio.
    ...(population === 0
      ? {}
      : { ratioPercent: Number.parseFloat(formatRatio(count, population, rule.minimum)) }),
    ...('shortfall' in verdict ? { shortfall: verdict.shortfall } : {}),
    ...('shortOfNext' in verdict ? { shortOfNextStep: verdict.shortOfNext } : {}),
  }
}

function doubtOf({ possibly, open: { values, unreadable } }: Doubt) {
  return { possibly, unknown: { values: values.map((one) => ({ ...one })), unreadable } }
}

function ruleOf({ id, description, measure, segment, minimum, enforcement, severity, ...rule }: Rule) {
  const { onUndetermined, decidedBy, next, steps, methods } = rule
  return {
    id,
    description,
    measure,
    segment,
    minimumPercent: percentOf(minimum),
    enforcement,
    severity,
    onUndetermined,
    ...(methods.size === 0 ? {} : { methods: Object.fromEntries(methods) }),
    ...(decidedBy.minimum === undefined ? {} : { writtenAt: decidedBy.minimum }),
    ...(steps.length === 0 ? {} : { schedule: steps.map(stepOf) }),
    ...(next === undefined ? {} : { nextStep: stepOf(next) }),
  }
}

function stepOf({ from, minimum }: Step) {
  return { from: formatDay(from), minimumPercent: percentOf(minimum) }
}

function exclusionsOf(effect: ExclusionEffect, classification: Classification) {
  return {
    ...tallyOf(effect, classification),
    excluded: effect.excluded.map(({ unmatched, ...one }) => ({
      ...one,
      ...(unmatched === undefined ? {} : { unmatched: { ...unmatched, at: [...unmatched.at] } }),
    })),
  }
}

function reasonOf(reason: Undetermined) {
  return { code: reason.code, ...explain(reason) }
}

function waiverOf({ rule, stack, reason, owner, ticket, created, expires, origin }: Waiver) {
  return {
    ...{ rule, stack, reason, owner, ticket },
    created: formatDay(created),
    expires: formatDay(expires),
    ...(origin === undefined ? {} : { writtenAt: origin }),
  }
}

/** Exact: a minimum has at most six decimals of a percent. */
function percentOf({ scaled }: Minimum): number {
  return Number(scaled) / 1_000_000
}
