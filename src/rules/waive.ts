import type { Day } from './calendar.ts'
import { matchesPattern, type Stack } from './stack.ts'
import type { Verdict } from './verdict.ts'
import type { NotWaived, Waiver, Waivers, Waiving } from './waiver.ts'

export interface WaivingContext {
  readonly waivers: Waivers
  readonly today: Day
  readonly stack: Stack
}

/**
 * Marks a violation, or a missing answer where the waiver says so, as waived. Nothing else of the verdict changes, and
 * nothing of any other: it is still shown.
 */
export function waive(verdict: Verdict, context: WaivingContext): Verdict {
  if (verdict.kind !== 'violation' && verdict.kind !== 'undetermined') return verdict
  if (!verdict.rule.waivable) return verdict
  const waiving = waivingOf({ rule: verdict.rule.id, kind: verdict.kind }, context)
  return waiving === undefined ? verdict : { ...verdict, waiving }
}

/** What the waivers have to say to one kind of answer of a rule that may be waived; undefined: there is none for it. */
export function waivingOf(
  { rule: id, kind: answered }: { readonly rule: string; readonly kind: 'violation' | 'undetermined' },
  { waivers, today, stack }: WaivingContext,
): Waiving | undefined {
  const answers = waivers.list
    .filter(({ rule }) => rule === id)
    .flatMap((waiver) => answerOf(waiver, answered, today, stack))
  // One that waives outweighs one that has expired.
  return answers.find(({ kind }) => kind === 'waived') ?? answers.at(-1)
}

function answerOf(
  waiver: Waiver,
  kind: 'violation' | 'undetermined',
  today: Day,
  stack: Stack,
): readonly Waiving[] {
  const match = matchesPattern(waiver.stack, stack)
  if (match === 'no') return []
  const because = obstacle(waiver, kind, today) ?? (match === 'unknown' ? 'stack-unknown' : undefined)
  return because === undefined
    ? [{ kind: 'waived', waiver, daysLeft: waiver.expires - today }]
    : [{ kind: 'not-waived', waiver, because }]
}

function obstacle(
  { covers, created, expires }: Waiver,
  kind: 'violation' | 'undetermined',
  today: Day,
): NotWaived | undefined {
  if (today > expires) return 'expired'
  if (today < created) return 'not-yet'
  return covers.includes(kind) ? undefined : `${kind}-not-covered`
}
