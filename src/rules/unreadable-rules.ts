import { type Assessment, outcomeOf } from './assessment.ts'
import { builtInRules } from './built-in.ts'
import { rulesFrom } from './from-document.ts'
import { unknownStack } from './stack.ts'
import type { Verdict } from './verdict.ts'

/** The policy, and in reports the rule, that stands for rules and settings which cannot be read. */
export const settingsRuleId = 'mfa-gate-settings'

/** What a start comes to that cannot judge: one rule that could not be determined, so that no report shows a pass. */
export function unreadableRules(
  problems: readonly string[],
  asked: Pick<Assessment, 'now' | 'stack' | 'rulesOrigin'>,
): Assessment {
  const [builtIn] = rulesFrom({ document: builtInRules }, { now: asked.now, stack: unknownStack })
  if (builtIn === undefined) throw new TypeError('there are no built-in rules')
  const rule = {
    ...builtIn,
    id: settingsRuleId,
    description: 'Checks that the settings and the rules document of the gate can be read.',
  }
  const verdicts: readonly Verdict[] = [
    { kind: 'undetermined', rule, reading: undefined, reason: { code: 'settings-invalid', problems } },
  ]
  return { ...asked, readings: [], verdicts, outcome: outcomeOf(verdicts), waivers: [] }
}
