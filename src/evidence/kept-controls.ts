import { controlsFor } from '../controls/controls-for.ts'
import { generalLimits } from '../controls/limits.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'

/** `controls.json`: which controls of published frameworks each rule supports, and what it does not prove. */
export function keptControls({ rules }: Pick<RulesDocument, 'rules'>): object {
  return {
    kind: 'entra-mfa-gate evidence controls',
    version: 1,
    about: 'A rule that passes is evidence for a part of a control. It proves none by itself.',
    limits: generalLimits,
    rules: rules.map(({ id, measure, segment = 'all' }) => ({
      rule: id,
      measure,
      segment,
      controls: controlsFor({ measure, segment }).map(({ supportedBy: _, ...control }) => control),
    })),
  }
}
