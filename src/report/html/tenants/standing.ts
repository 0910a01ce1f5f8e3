import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { auditOutcomes } from '../../../schemas/outcome.ts'
import { type Outcome, outcomeFrom } from '../../../rules/outcome.ts'
import { outcomeLooks } from '../../outcome-words.ts'
import { answersIn } from '../../summary.ts'
import { lookFrom, type Look } from '../page/verdict-look.ts'
import type { Reported } from '../reported.ts'

/** Where a tenant stands among the others. */
export interface Standing {
  readonly look: Look
  /** The lower, the graver: what nobody knows comes before what somebody has accepted. */
  readonly rank: number
  /** The rule that decides it; undefined when there is no assessment. */
  readonly weakest: Reported | undefined
  readonly failing: number
}

/** What kept a tenant from being assessed at all. */
export interface Failure {
  readonly what: string
  readonly todo: string
}

export function standingOf(report: AssessmentReport | undefined): Standing {
  if (report === undefined) return { ...placeOf('undetermined'), weakest: undefined, failing: 0 }
  const [weakest] = [...report.verdicts].sort((one, other) => weight(one) - weight(other))
  const failing = report.verdicts.filter(({ effect }) => effect === 'stop').length
  return { ...placeOf(outcomeFrom(answersIn(report))), weakest, failing }
}

function placeOf(outcome: Outcome): Pick<Standing, 'look' | 'rank'> {
  return { look: lookFrom(outcomeLooks[outcome]), rank: auditOutcomes.indexOf(outcome) }
}

/** Orders rules from the one that hurts most to the one with the most room. */
function weight({ effect, verdict, waived, count, population, rule }: Reported): number {
  const unjudged = verdict === 'not-applicable' ? 1000 : 0
  const grave =
    effect === 'stop'
      ? verdict === 'violation'
        ? -1000
        : -800
      : effect === 'warn'
        ? waived
          ? -400
          : -600
        : 0
  const room = count === undefined || !population ? 0 : (count / population) * 100 - rule.minimumPercent
  return unjudged + grave + room
}
