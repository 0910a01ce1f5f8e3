import { auditOutcomes } from '../../../schemas/outcome.ts'
import { looks } from '../../audit/sentences.ts'
import { type Finding, findingsOf } from '../../findings.ts'
import type { Report } from '../../report.ts'
import { lookFrom, type Look } from '../page/verdict-look.ts'

/** Where a tenant stands among the others. */
export interface Standing {
  readonly look: Look
  /** The lower, the graver: what nobody knows comes before what somebody has accepted. */
  readonly rank: number
  /** The rule that decides it; undefined when there is no assessment. */
  readonly weakest: Finding | undefined
  /** By how many points the share lies above the minimum; what nobody knows lies below all. */
  readonly room: number
  readonly failing: number
}

export function standingOf(report: Report): Standing {
  const findings = findingsOf(report)
  const [weakest] = findings.toSorted((one, other) => weight(one) - weight(other))
  return {
    look: lookFrom(looks[report.outcome]),
    rank: auditOutcomes.indexOf(report.outcome),
    weakest,
    room: (weakest && roomOf(weakest)) ?? -1,
    failing: findings.filter(({ effect }) => effect === 'stop').length,
  }
}

/** Orders rules from the one that hurts most to the one with the most room. */
function weight(finding: Finding): number {
  const { effect, kind, waived } = finding
  const unjudged = kind === 'not-applicable' ? 1000 : 0
  const grave = {
    stop: kind === 'violation' ? -1000 : -800,
    warn: waived ? -400 : -600,
    none: 0,
  }[effect]
  return unjudged + grave + (roomOf(finding) ?? 0)
}

function roomOf({ numbers, rule }: Finding): number | undefined {
  return numbers?.percent === undefined ? undefined : numbers.percent - rule.minimumPercent
}
