import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { looks, type Look } from '../page/verdict-look.ts'
import type { Reported } from '../reported.ts'
import { headlineOf } from '../tenant/headline.ts'

/** Where a tenant stands among the others. */
export interface Standing {
  readonly look: Look
  /** 0 is the gravest. */
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
  const { violation, undetermined, pass } = looks
  if (report === undefined) return { look: undetermined, rank: 1, weakest: undefined, failing: 0 }
  const [weakest] = [...report.verdicts].sort((one, other) => weight(one) - weight(other))
  const failing = report.verdicts.filter(({ effect }) => effect === 'stop').length
  const shared = { weakest, failing }
  if (report.outcome === 'violation') return { ...shared, look: { ...violation, word: 'Refused' }, rank: 0 }
  if (report.outcome === 'undetermined') return { ...shared, look: undetermined, rank: 1 }
  const { tone } = headlineOf(report)
  if (tone === 'off') return { ...shared, look: looks['not-applicable'], rank: 3 }
  if (tone === 'pass') return { ...shared, look: { ...pass, word: 'Passed' }, rank: 4 }
  const words = tone === 'waived' ? 'Passed, with waivers' : 'Passed, with warnings'
  return { ...shared, look: { ...pass, tone, word: words }, rank: 2 }
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
