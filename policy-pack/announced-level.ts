import { declaredLevel, mayDiffer } from '../src/rules/from-document.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import type { RuleEntry, RulesDocument } from '../src/schemas/rules-document.ts'

/** A level as Pulumi knows it. */
export type AnnouncedLevel = Enforcement | 'remediate'

/**
 * The level that the engine is told of a policy, and tells the pack again where nobody has chosen another. Where stacks
 * get different levels it must be told apart from a `mandatory` that somebody chose, which then beats the document: so it
 * is `remediate`, which for a policy that remediates nothing means the same.
 */
export function announcedLevel(entry: RuleEntry, document: RulesDocument): AnnouncedLevel {
  const declared = declaredLevel(entry, document)
  return declared !== 'disabled' && mayDiffer(entry, document) ? 'remediate' : declared
}
