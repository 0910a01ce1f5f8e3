import { phraseOf } from '../posture/measure.ts'
import { type Minimum, parseMinimum } from '../posture/minimum.ts'
import { formatMinimum } from '../posture/ratio.ts'
import { nounOf } from '../posture/segment.ts'
import type { PolicyConfig } from '../schemas/policy-config.ts'
import type { RuleEntry, RulesDocument } from '../schemas/rules-document.ts'
import type { Enforcement, Rule } from './rule.ts'

/** The rules of a document that has been validated, with every default filled in. */
export function rulesFrom(document: RulesDocument): readonly Rule[] {
  return document.rules.map(ruleFrom)
}

/** A rule as one deployment's policy configuration wants it; `level` is Pulumi's, which has the last word. */
export function overrideRule(entry: RuleEntry, config: PolicyConfig, level: Enforcement): Rule {
  return ruleFrom({ ...entry, ...config, enforcement: level })
}

/** One rule of a validated document, with every default filled in. */
export function ruleFrom(entry: RuleEntry): Rule {
  const minimum = validMinimum(entry.minimum)
  const { id, measure, enforcement = 'mandatory', severity = 'high', onUndetermined = 'fail' } = entry
  const { segment = 'all', onEmpty = 'undetermined' } = entry
  const description =
    entry.description ??
    `Checks that at least ${formatMinimum(minimum)} of the tenant's ${nounOf(segment, 2)} are ${phraseOf(measure)}.`
  return { id, measure, segment, onEmpty, minimum, enforcement, severity, onUndetermined, description }
}

function validMinimum(value: number | string): Minimum {
  const parsed = parseMinimum(value)
  if ('minimum' in parsed) return parsed.minimum
  throw new TypeError(`a minimum reached the rules unvalidated: ${parsed.given}`)
}
