import type { BaselineAnswer } from '../posture/baseline.ts'
import { type Count, toCount } from '../posture/count.ts'
import { meets, shortfall } from '../posture/ratio.ts'
import type { Reading, Snapshot } from '../posture/snapshot.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import { measures } from '../schemas/rule.ts'
import { dayOf } from './calendar.ts'
import { staleness } from './freshness.ts'
import { compare } from './ratchet.ts'
import type { Rule } from './rule.ts'
import type { Verdict } from './verdict.ts'

/** What a rule is judged with besides the reading. */
export interface JudgingContext {
  readonly now: Date
  /** What the baseline store knows of an earlier ratio; asked for only by rules with a ratchet. */
  readonly baseline: BaselineAnswer
}

/** Puts one rule to what was read of the tenant. What cannot be answered is `undetermined`, never a pass. */
export function judge(rule: Rule, reading: Reading, context: JudgingContext): Verdict {
  if (rule.enforcement === 'disabled') return notJudged(rule)
  if (rule.unsettled !== undefined) return undetermined(rule, rule.unsettled)
  return reading.kind === 'snapshot'
    ? judgeSnapshot(rule, reading.snapshot, context)
    : undetermined(rule, reading.reason)
}

/** The answer of a rule that was not asked. */
export function notJudged(rule: Rule): Verdict {
  return { kind: 'not-applicable', rule, because: 'disabled' }
}

function judgeSnapshot(rule: Rule, snapshot: Snapshot, { now, baseline }: JudgingContext): Verdict {
  const { measure, minimum } = rule
  const { population, counts } = snapshot
  const count = counts[measure]
  const stale = staleness(snapshot.provenance.receivedAt, now, rule.maxAge)
  if (stale !== undefined) return undetermined(rule, stale)
  if (count === undefined) {
    // In an order of our own: that of the members is another one once the snapshot has been saved.
    const seen = measures.filter((one) => counts[one] !== undefined)
    return undetermined(rule, { code: 'measure-missing', measure, seen })
  }
  if (population === 0) return judgeEmpty(rule)
  if (count > population) {
    return undetermined(rule, { code: 'count-above-population', measure, count, population })
  }
  if (population < rule.minPopulation) {
    return undetermined(rule, { code: 'population-too-small', population, required: rule.minPopulation })
  }
  const numbers = { rule, count, population }
  const ratchet = compare(rule, numbers, baseline)
  if (ratchet !== undefined && 'code' in ratchet) return undetermined(rule, ratchet)
  const missing = Math.max(
    meets(count, population, minimum) ? 0 : shortfall(count, population, minimum),
    ratchet?.kind === 'dropped' ? ratchet.missing : 0,
  )
  const compared = ratchet === undefined ? {} : { ratchet }
  if (missing > 0) return { kind: 'violation', ...numbers, shortfall: missing, ...compared }
  return { kind: 'pass', ...numbers, ...warningOf(numbers, now), ...compared }
}

/** A step that is near and would fail today is worth a warning while there is time. */
function warningOf(
  { rule: { next, warnDays }, count, population }: { rule: Rule; count: Count; population: Count },
  now: Date,
): { readonly shortOfNext?: number } {
  if (next === undefined || next.from - dayOf(now) > warnDays) return {}
  const short = shortfall(count, population, next.minimum)
  return short === 0 ? {} : { shortOfNext: short }
}

function undetermined(rule: Rule, reason: Undetermined): Verdict {
  return { kind: 'undetermined', rule, reason }
}

/** An empty segment is what the rule declares it to be; a tenant without users is not to be believed. */
function judgeEmpty(rule: Rule): Verdict {
  const { segment, onEmpty } = rule
  const nobody = toCount(0)
  if (segment === 'all' || nobody === undefined) return undetermined(rule, { code: 'population-zero' })
  switch (onEmpty) {
    case 'undetermined':
      return undetermined(rule, { code: 'segment-empty', segment })
    case 'pass':
      return { kind: 'pass', rule, count: nobody, population: nobody }
    case 'fail':
      return { kind: 'violation', rule, count: nobody, population: nobody, shortfall: 0 }
  }
}
