import { toCount } from '../posture/count.ts'
import { meets, shortfall } from '../posture/ratio.ts'
import type { Snapshot } from '../posture/snapshot.ts'
import { readingFor, type TenantReading } from '../posture/tenant-reading.ts'
import type { Rule } from './rule.ts'
import type { Verdict } from './verdict.ts'

/** Puts one rule to what was read of the tenant. What cannot be answered is `undetermined`, never a pass. */
export function judge(rule: Rule, whole: TenantReading): Verdict {
  if (rule.enforcement === 'disabled') return notJudged(rule)
  const reading = readingFor(rule, whole)
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
  if (population === 0) return judgeEmpty(rule)
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

/** An empty segment is what the rule declares it to be; a tenant without users is not to be believed. */
function judgeEmpty(rule: Rule): Verdict {
  const { segment, onEmpty } = rule
  const nobody = toCount(0)
  if (segment === 'all' || nobody === undefined)
    return { kind: 'undetermined', rule, reason: { code: 'population-zero' } }
  switch (onEmpty) {
    case 'undetermined':
      return { kind: 'undetermined', rule, reason: { code: 'segment-empty', segment } }
    case 'pass':
      return { kind: 'pass', rule, count: nobody, population: nobody }
    case 'fail':
      return { kind: 'violation', rule, count: nobody, population: nobody, shortfall: 0 }
  }
}
