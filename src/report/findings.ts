import { type Count, formatCount } from '../posture/count.ts'
import { remedyOf } from '../posture/measure.ts'
import { type Minimum, minimumOfPercent } from '../posture/minimum.ts'
import { formatMinimum, formatRatio } from '../posture/ratio.ts'
import type { Answered } from '../rules/outcome.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { type Place, placeOf } from './place.ts'
import type { ReportInput } from './report-input.ts'
import { reportOf } from './report-of.ts'
import { stackName } from './stack-name.ts'

type Reported = AssessmentReport['verdicts'][number]

/** One rule's answer as the formats tell it: a verdict of the published report, with what all of them make of it. */
export interface Finding extends Pick<
  Reported,
  'rule' | 'effect' | 'waived' | 'details' | 'reading' | 'reason' | 'waiver' | 'unknown'
> {
  readonly kind: Reported['verdict']
  /** The first sentence, which tells the kinds of answer apart. */
  readonly headline: string
  readonly minimum: Minimum
  /** `95 %`. */
  readonly demanded: string
  /** Undefined where nobody knows them. */
  readonly numbers: Numbers | undefined
  /** `mandatory, waived`. */
  readonly level: string
  /** What to do about users who lack the measure, and where they go themselves. */
  readonly remedy: ReturnType<typeof remedyOf>
  /** Where the rule is written down; undefined for what lies outside of what tools can show. */
  readonly place: Place | undefined
  /** The stack that was judged, so that findings of several are told apart. */
  readonly stack: string | undefined
}

interface Numbers {
  readonly count: Count
  /** With those of whom nobody can tell; undefined: all is known. */
  readonly possibly: Count | undefined
  readonly population: Count
  readonly shortfall: number
  /** `94.99 %`, which never contradicts the verdict. */
  readonly ratio: string
}

export function findingsOf(input: ReportInput): readonly Finding[] {
  const stack = stackName(input.stack)
  return reportOf(input).verdicts.map((reported) => {
    const { verdict: kind, message: headline, rule, waived } = reported
    const minimum = minimumOfPercent(rule.minimumPercent)
    return {
      ...reported,
      ...{ kind, headline, minimum, stack },
      demanded: formatMinimum(minimum),
      numbers: numbersOf(reported, minimum),
      level: waived ? `${rule.enforcement}, waived` : rule.enforcement,
      remedy: remedyOf(rule.measure),
      place: placeOf(rule.writtenAt, input.placed),
    }
  })
}

function numbersOf(reported: Reported, minimum: Minimum): Numbers | undefined {
  // Of a report that was made here, so that they are counts.
  const count = reported.count as Count | undefined
  const population = reported.population as Count | undefined
  if (count === undefined || population === undefined) return undefined
  const { shortfall = 0 } = reported
  const possibly = reported.possibly as Count | undefined
  return { count, possibly, population, shortfall, ratio: formatRatio(count, population, minimum) }
}

/** `500 of 1,000`, or `500 to 520 of 1,000` where not all is known. */
export function usersText({ count, possibly, population }: Numbers): string {
  const upTo = possibly === undefined ? '' : ` to ${formatCount(possibly)}`
  return `${formatCount(count)}${upTo} of ${formatCount(population)}`
}

/** The reading, where it came to numbers, with what tells where they are from. */
export function originOf({ reading }: Pick<Finding, 'reading'>): Origin | undefined {
  if (reading?.kind !== 'snapshot') return undefined
  const { tenantId = '', source = '', receivedAt = '', simulated = false } = reading
  return { tenantId, source, receivedAt, simulated }
}

export interface Origin {
  readonly tenantId: string
  readonly source: string
  readonly receivedAt: string
  /** True when a stand-in was read. */
  readonly simulated: boolean
}

export function answeredBy({ kind, effect, waived }: Finding): Answered {
  return { kind, effect, waived }
}

/** Headline, details and stack as one text of several lines, for tools that gather findings of many runs. */
export function wholeText({ headline, details, stack }: Finding): string {
  return [headline, ...details, ...(stack === undefined ? [] : [`Stack: ${stack}.`])].join('\n')
}

/** The same from run to run, and another for each stack. */
export function identityOf({
  rule,
  stack,
}: { readonly rule: Pick<Reported['rule'], 'id'> } & Pick<Finding, 'stack'>): string {
  return `entra-mfa-gate:${stack === undefined ? '' : `${stack}:`}${rule.id}`
}

/** How the finding weighs in formats that know three weights; undefined when there is nothing to say. */
export function levelOf({ effect }: Finding): 'error' | 'warning' | undefined {
  return ({ stop: 'error', warn: 'warning', none: undefined } as const)[effect]
}
