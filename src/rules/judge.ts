import { meets, shortfall } from '../posture/ratio.ts'
import type { Reading, Snapshot } from '../posture/snapshot.ts'
import type { Rule } from './rule.ts'
import type { Verdict } from './verdict.ts'

/** Puts one rule to what was read of the tenant. What cannot be answered is `undetermined`, never a pass. */
export function judge(rule: Rule, reading: Reading): Verdict {
  if (rule.enforcement === 'disabled') return notJudged(rule)
  return reading.kind === 'snapshot'
    ? judgeSnapshot(rule, reading.snapshot)
    : { kind: 'undetermined', rule, reason: reading.reason }
}

/** The answer of a rule that was not asked. */
export function notJudged(rule: Rule): Verdict {
  return { kind: 'not-applicable', rule, because: 'disabled' }
}

function judgeSnapshot(rule: Rule, { population, counts }: Snapshot): Verdict {
  const { measure, minimum } = rule
  const count = counts[measure]
  if (count === undefined) {
    const seen = Object.keys(counts) as (keyof typeof counts)[]
    return { kind: 'undetermined', rule, reason: { code: 'measure-missing', measure, seen } }
  }
  if (population === 0) return { kind: 'undetermined', rule, reason: { code: 'population-zero' } }
  if (count > population) {
    return {
      kind: 'undetermined',
      rule,
      reason: { code: 'count-above-population', measure, count, population },
    }
  }
  return meets(count, population, minimum)
    ? { kind: 'pass', rule, count, population }
    : { kind: 'violation', rule, count, population, shortfall: shortfall(count, population, minimum) }
}
