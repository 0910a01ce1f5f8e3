import type { Minimum } from '../model/minimum.ts'
import { formatRatio } from '../model/ratio.ts'
import { asksStandIn } from '../model/tenant-reading.ts'
import { answeredOf, type Assessment } from '../rules/assessment.ts'
import { formatDay } from '../rules/calendar.ts'
import { type Answered, gateAnswerOf, outcomeFrom, tallyOf } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import type { Step } from '../rules/schedule.ts'
import { namesOfStack } from '../rules/stack.ts'
import { type Doubt, effectOf, isWaived, type Verdict } from '../rules/verdict.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { reportedReading, reportedReason } from './reported-reading.ts'
import { verdictLines } from './verdict-lines.ts'
import { reportedNotes, reportedWaiver } from './waiver-lines.ts'

/** What a report is made from. */
export interface ReportInput {
  readonly assessment: Assessment
  /** Of the gate. */
  readonly version: string
}

/** The assessment as the published schema `mfa-assessment.schema.json` describes it. */
export function reportOf({ assessment, version }: ReportInput): AssessmentReport {
  const { rulesOrigin, stack, now } = assessment
  return {
    version: 1,
    tool: { name: 'entra-mfa-gate', version },
    judgedAt: now.toISOString(),
    outcome: gateAnswerOf(assessment.outcome),
    summary: summaryOf(assessment.verdicts.map(answeredOf)),
    ...(asksStandIn(assessment.readings) ? { simulated: true as const } : {}),
    rulesOrigin,
    stack: { ...namesOfStack(stack) },
    verdicts: assessment.verdicts.map(verdictOf),
    waivers: [...reportedNotes(assessment.waivers)],
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
    reading: reportedReading(verdict.reading, verdict.rule.methods),
    ...numbersOf(verdict),
    ...(verdict.kind === 'undetermined' ? { reason: reportedReason(verdict.reason) } : {}),
    ...('waiving' in verdict && verdict.waiving.kind === 'waived'
      ? { waiver: reportedWaiver(verdict.waiving.waiver) }
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

function doubtOf({ possibly, open: { values, unreadable }, missing }: Doubt) {
  return { possibly, unknown: { values: values.map((one) => ({ ...one })), unreadable, missing } }
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

/** Exact: a minimum has at most six decimals of a percent. */
function percentOf({ scaled }: Minimum): number {
  return Number(scaled) / 1_000_000
}

function summaryOf(answers: readonly Answered[]): NonNullable<AssessmentReport['summary']> {
  return { outcome: outcomeFrom(answers), rules: { ...tallyOf(answers) } }
}
