import { type Change, type Changed, changes, lockOf, loosened } from '../rules/lock.ts'
import type { RuleEntry, RulesDocument } from '../schemas/rules-document.ts'

/** Something that would loosen a locked rule. */
interface LockProblem {
  readonly key: Change
  readonly sentence: string
}

/** What may not be said of a rule, because it is locked and this would loosen it. */
export function lockProblems(
  rule: RuleEntry,
  change: Changed,
  document: Pick<RulesDocument, 'locked'>,
): readonly LockProblem[] {
  const lock = lockOf(rule, document)
  if (lock === undefined) return []
  return loosened(rule, change).map((key) => ({
    key,
    sentence: `${key} ${JSON.stringify(change[key])} would loosen the rule "${rule.id}", which is locked (${lock}); ${allowed(key)}`,
  }))
}

function allowed(key: Change): string {
  const { locked } = changes[key]
  return locked === 'no' ? 'leave it out' : `leave it out, or change it ${locked.replaceAll('`', '')}`
}
