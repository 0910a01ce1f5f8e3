import type { Baseline, BaselineLookup } from '../model/baseline.ts'
import { toleratedMs } from '../model/clock.ts'
import { atLeast, missingSince, type Points, type Share } from '../model/drop.ts'
import type { Undetermined } from '../model/undetermined.ts'

/** What came of comparing a ratio with the recorded one. */
export type Ratchet =
  | { readonly kind: 'held'; readonly baseline: Baseline; readonly recording?: Recording }
  | {
      readonly kind: 'dropped'
      readonly baseline: Baseline
      readonly allowed: Points
      /** How many users short of the lowest ratio that is allowed, at least 1. */
      readonly missing: number
    }
  | {
      readonly kind: 'no-baseline'
      readonly because: 'none-recorded' | 'no-store'
      readonly recording?: Recording
    }

/** What became of recording this ratio as the one to compare with from now on. */
export type Recording = { readonly kind: 'recorded' } | { readonly kind: 'failed'; readonly problem: string }

/** Compares with the recorded ratio; undefined when the rule has no ratchet. A record that cannot be read is no answer. */
export function compare(
  { noDropMoreThan: allowed }: { readonly noDropMoreThan: Points | undefined },
  now: Share,
  answer: BaselineLookup,
  at: Date,
): Ratchet | Undetermined | undefined {
  if (allowed === undefined) return undefined
  switch (answer.kind) {
    case 'none':
      return { kind: 'no-baseline', because: 'none-recorded' }
    case 'no-store':
      return { kind: 'no-baseline', because: 'no-store' }
    case 'unreadable':
      return { code: 'baseline-unreadable', file: answer.file, problem: answer.problem }
    case 'found': {
      const { baseline } = answer
      const problem = impossible(baseline, at)
      if (problem !== undefined)
        return { code: 'baseline-unreadable', file: answer.file ?? 'the record', problem }
      const missing = missingSince(now, baseline, allowed)
      return missing > 0 ? { kind: 'dropped', baseline, allowed, missing } : { kind: 'held', baseline }
    }
  }
}

/** Nobody can have recorded it by now. */
function impossible({ receivedAt, count, population }: Baseline, at: Date): string | undefined {
  const moment = Date.parse(receivedAt)
  if (Number.isNaN(moment)) return 'its date cannot be read'
  if (moment > at.getTime() + toleratedMs) return 'it is dated in the future'
  return count > population || population === 0 ? 'it counts more users than there are' : undefined
}

/**
 * Whether this ratio becomes the one to compare with. Never a lower one: else a ratio could be worn down in steps that
 * are each allowed.
 */
export function isWorthRecording(ratchet: Ratchet | undefined, now: Share): boolean {
  if (ratchet === undefined || ratchet.kind === 'dropped') return false
  return ratchet.kind === 'no-baseline' ? ratchet.because === 'none-recorded' : atLeast(now, ratchet.baseline)
}
