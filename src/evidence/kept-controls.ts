import { controlsFor } from '../controls/controls-for.ts'
import { generalLimits } from '../controls/limits.ts'
import { segmentNamed } from '../model/segment.ts'
import { ruleAnswerOf } from '../rules/outcome.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

type Reported = AssessmentReport['verdicts'][number]

/** `controls.json`: which controls of published frameworks each rule supports, and what it does not prove. */
export function keptControls({ verdicts }: AssessmentReport): object {
  return {
    kind: 'entra-mfa-gate evidence controls',
    version: 1,
    about:
      'A rule that passes is evidence for a part of a control, when its minimum is high enough for that control. It proves none by itself; a rule that did not pass, or that counted nobody, supports none.',
    limits: generalLimits,
    rules: verdicts.map((reported) => ({
      rule: reported.rule.id,
      measure: reported.rule.measure,
      segment: segmentOf(reported),
      minimumPercent: reported.rule.minimumPercent,
      answer: ruleAnswerOf({ kind: reported.verdict, waived: reported.waived }),
      controls: supportedBy(reported).map(({ supportedBy: _, ...control }) => control),
    })),
  }
}

function supportedBy(reported: Reported) {
  if (reported.verdict !== 'pass' || reported.population === 0) return []
  const segment = segmentNamed(segmentOf(reported))
  return segment === undefined ? [] : controlsFor({ ...reported.rule, segment })
}

function segmentOf({ rule }: Reported): string {
  return rule.segment ?? 'all'
}
