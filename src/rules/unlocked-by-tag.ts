import type { RuleEntry } from '../schemas/rules-document.ts'
import type { RulesSource } from './from-document.ts'
import { type Change, loosened } from './lock.ts'
import { nowhere, type Origin } from './origin.ts'
import { leavesOpen, matchesNames, type Stack } from './stack.ts'

/** An entry of `stacks:` that loosens a rule for whoever sets a tag, wherever that is. */
export interface UnlockedByTag {
  readonly origin: Origin
  readonly tags: readonly string[]
  readonly keys: readonly Change[]
  /** What the entry would have to demand besides. */
  readonly open: readonly ('organization' | 'project')[]
}

/** Whether or not the stack has the tag now: whoever deploys may set it before the next preview. */
export function unlockedByTag(
  { document, locate = nowhere }: RulesSource,
  rule: RuleEntry,
  stack: Stack,
): readonly UnlockedByTag[] {
  return (document.stacks ?? []).flatMap((entry, index) => {
    const { rules, tags, minimum, enforcement, onUndetermined } = entry
    const open = (['organization', 'project'] as const).filter((part) => leavesOpen(entry, part))
    const concerned = rules === undefined || rules.includes(rule.id)
    if (!concerned || tags === undefined || open.length === 0 || matchesNames(entry, stack) === 'no')
      return []
    const keys = loosened(rule, { minimum, enforcement, onUndetermined })
    if (keys.length === 0) return []
    const path = ['stacks', String(index)]
    return [{ origin: locate(path) ?? `/${path.join('/')}`, tags: Object.keys(tags), keys, open }]
  })
}
