import { lockoutGuard } from '../../schemas/guard-settings.ts'
import type { RuleEntry, RulesDocument } from '../../schemas/rules-document.ts'
import { rulesAndGuard } from '../guards/guard-entry.ts'
import { ownPolicies } from '../own-policies.ts'
import { isOfOtherResource, stackOfUrn } from '../root-stack-urn.ts'
import { waivingOf, type WaivingContext } from '../waive.ts'
import type { NotWaived, Waiver } from '../waiver.ts'
import type { PolicyFile } from './policy-file.ts'

/** One policy that an exception lets through on one resource. */
export interface Excepted {
  readonly policy: string
  readonly target: string
  readonly path: readonly string[]
  readonly answer: ExceptionAnswer
}

export type ExceptionAnswer =
  /** Waivers let through all that the exception does. */
  | { readonly kind: 'waived'; readonly waiver: Waiver }
  /** Nothing of this policy is ever reported against this URN. */
  | { readonly kind: 'without-effect' }
  | { readonly kind: 'not-waived'; readonly because: NotWaived; readonly waiver: Waiver }
  | { readonly kind: 'no-waiver' | 'not-waivable' | 'own-policy' }

interface Judging extends Pick<WaivingContext, 'waivers' | 'today'> {
  readonly document: RulesDocument
  /** Of the stacks, where it is known: URNs do not say it. */
  readonly organization: string | undefined
}

/** What the exceptions of a file let through of our policies. */
export function exceptedBy({ exceptions }: PolicyFile, judging: Judging): readonly Excepted[] {
  const entries = exceptions.flatMap((exception) => exception.entries)
  return entries.flatMap(({ policies, targets, path }) =>
    policies.flatMap((name, at) =>
      ours(name, judging.document).flatMap((policy) =>
        targets.map((target) => ({
          policy,
          target,
          path: [...path, 'policies', String(at)],
          answer: answerFor(policy, target, judging),
        })),
      ),
    ),
  )
}

/** `all` and patterns may be taken for every policy by whoever reads the file, now or later. */
function ours(name: string, document: RulesDocument): readonly string[] {
  const known = [...rulesAndGuard(document).map(({ id }) => id), ...ownPolicies]
  return name === 'all' || name.includes('*') ? known : known.filter((one) => one === name)
}

function answerFor(policy: string, target: string, judging: Judging): ExceptionAnswer {
  const entry = rulesAndGuard(judging.document).find(({ id }) => id === policy)
  if (entry === undefined) return { kind: 'own-policy' }
  if (policy !== lockoutGuard && isOfOtherResource(target)) return { kind: 'without-effect' }
  if (entry.waivable === false) return { kind: 'not-waivable' }
  return waivedAt(entry, target, judging)
}

/** An exception lets through whatever is reported, also that something could not be determined. */
function waivedAt(
  { id: rule, onUndetermined = 'fail' }: RuleEntry,
  target: string,
  { waivers, today, organization }: Judging,
): ExceptionAnswer {
  const context = { waivers, today, stack: stackOfUrn(target, organization) }
  const kinds =
    onUndetermined === 'fail' ? (['violation', 'undetermined'] as const) : (['violation'] as const)
  let covering: Waiver | undefined
  for (const kind of kinds) {
    const waiving = waivingOf({ rule, kind }, context)
    if (waiving === undefined) return { kind: 'no-waiver' }
    if (waiving.kind === 'not-waived') return waiving
    covering ??= waiving.waiver
  }
  return covering === undefined ? { kind: 'no-waiver' } : { kind: 'waived', waiver: covering }
}
