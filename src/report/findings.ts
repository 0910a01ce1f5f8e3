import { remedyOf } from '../model/measure.ts'
import { minimumOfPercent } from '../model/minimum.ts'
import { formatMinimum, shortfall } from '../model/ratio.ts'
import type { Segment } from '../model/segment.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { type Place, placeOf } from './place.ts'
import { type Occasion, type Report, titleOf } from './report.ts'
import { type Figures, type Row, rowOf } from './row.ts'

/** One rule's answer as the published report has it. */
export type Reported = AssessmentReport['verdicts'][number]

/** One rule's answer as the formats tell it: a verdict of the published report, with what all of them make of it. */
export interface Finding
  extends
    Row,
    Pick<
      Reported,
      'effect' | 'waived' | 'details' | 'reading' | 'reason' | 'waiver' | 'shortOfNextStep' | 'unknown'
    > {
  readonly rule: Reported['rule'] & { readonly segment: Segment }
  readonly kind: Reported['verdict']
  /** The first sentence, which tells the kinds of answer apart. */
  readonly headline: string
  /** How many more users must have the measure. */
  readonly shortfall: number
  /** Of a ramp: what it demands next, from when, and how many more users that takes today. */
  readonly next: { readonly from: string; readonly demanded: string; readonly short: number } | undefined
  /** `mandatory, waived`. */
  readonly level: string
  /** What to do about users who lack the measure, and where they go themselves. */
  readonly remedy: ReturnType<typeof remedyOf>
  /** Where the rule is written down; undefined for what lies outside of what tools can show. */
  readonly place: Place | undefined
  /** The stack that was judged, so that findings of several are told apart. */
  readonly stack: string | undefined
  /** The tenant of an audit, for the same reason. */
  readonly tenant: { readonly key: string; readonly title: string } | undefined
}

/** All answers of one report, in the order of its rules; none where there is no assessment. */
export function findingsOf({ tenant, assessment }: Report, occasion: Occasion = {}): readonly Finding[] {
  if (assessment === undefined) return []
  const { audit, placed } = occasion
  const about = {
    stack: stackName(assessment.stack),
    tenant: audit === undefined ? undefined : { key: tenant.key, title: titleOf(tenant) },
  }
  return assessment.verdicts.map((reported) => ({
    ...findingOf(reported),
    ...about,
    place: placeOf(reported.rule.writtenAt, placed),
  }))
}

function findingOf(reported: Reported): Omit<Finding, 'stack' | 'tenant' | 'place'> {
  const { verdict: kind, message: headline, rule, waived } = reported
  const row = rowOf({ ...reported, kind }, minimumOfPercent(rule.minimumPercent))
  return {
    ...reported,
    ...row,
    ...{ kind, headline },
    rule: { ...rule, segment: (rule.segment ?? 'all') as Segment },
    shortfall: reported.shortfall ?? 0,
    next: nextOf(rule, row.numbers),
    level: waived ? `${rule.enforcement}, waived` : rule.enforcement,
    remedy: remedyOf(rule.measure),
  }
}

function nextOf({ nextStep }: Reported['rule'], numbers: Figures | undefined): Finding['next'] {
  if (nextStep === undefined) return undefined
  const minimum = minimumOfPercent(nextStep.minimumPercent)
  const short = numbers === undefined ? 0 : shortfall(numbers.count, numbers.population, minimum)
  return { from: nextStep.from, demanded: formatMinimum(minimum), short }
}

/** Headline and details, and whom it is about, as one text of several lines, for tools that gather findings of many runs. */
export function wholeText({ headline, details, stack, tenant }: Finding): string {
  return [
    headline,
    ...details,
    ...(tenant === undefined ? [] : [`Audited: ${tenant.title}.`]),
    ...(stack === undefined ? [] : [`Stack: ${stack}.`]),
  ].join('\n')
}

/** The same from run to run, and another for each tenant and stack. */
export function identityOf({
  rule,
  stack,
  tenant,
}: { readonly rule: Pick<Reported['rule'], 'id'> } & Pick<Finding, 'stack' | 'tenant'>): string {
  return ['entra-mfa-gate', tenant?.key, stack, rule.id].filter((part) => part !== undefined).join(':')
}

/** How the finding weighs in formats that know three weights; undefined when there is nothing to say. */
export function levelOf({ effect }: Pick<Finding, 'effect'>): 'error' | 'warning' | undefined {
  return ({ stop: 'error', warn: 'warning', none: undefined } as const)[effect]
}

/** `organization/project/stack`, as far as it is known; undefined where nobody says which stack it is. */
export function stackName({ organization, project, stack }: AssessmentReport['stack']): string | undefined {
  if (stack === null) return undefined
  return [organization, project, stack].filter((part) => part !== null).join('/')
}
