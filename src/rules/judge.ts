import type { BaselineLookup } from '../model/baseline.ts'
import { clockAheadMs } from '../model/clock.ts'
import { countedIn } from '../model/counted.ts'
import { countOf, toCount } from '../model/count.ts'
import { formatPoints } from '../model/drop.ts'
import { type ExclusionCap, withinCap } from '../model/exclusion.ts'
import { tooFarApart } from '../model/populations.ts'
import type { Interval } from '../model/methods/interval.ts'
import { meets, shortfall } from '../model/ratio.ts'
import type { Reading, Snapshot, SnapshotReading } from '../model/snapshot.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { measures } from '../schemas/rule.ts'
import { dayOf } from './calendar.ts'
import { staleness, stalenessOfSaved } from './freshness.ts'
import { incompleteIn, missingIn } from './completeness.ts'
import { compare } from './ratchet.ts'
import type { Rule } from './rule.ts'
import type { Doubt, Numbers, Verdict } from './verdict.ts'

/** What a rule is judged with besides the reading. */
interface JudgingContext {
  readonly now: Date
  /** What the baseline store knows of an earlier ratio; asked for only by rules with a ratchet. */
  readonly baseline: BaselineLookup
  /** Of how many accounts the numbers may be without; undefined: any number. */
  readonly cap?: ExclusionCap | undefined
}

/** Puts one rule to what was read of the tenant. What cannot be answered is `undetermined`, never a pass. */
export function judge(rule: Rule, reading: Reading, context: JudgingContext): Verdict {
  if (rule.enforcement === 'disabled') return notJudged(rule)
  const asked = { rule, reading }
  if (rule.unsettled !== undefined) return undetermined(asked, rule.unsettled)
  return reading.kind === 'snapshot'
    ? judgeSnapshot({ rule, reading }, context)
    : undetermined(asked, reading.reason)
}

/** A ramp's step is in force by the gate's clock, so that one has to be right; saved numbers have an age. */
function outOfTime(
  { maxAge, steps }: Rule,
  { snapshot: { provenance }, savedIn }: SnapshotReading,
  now: Date,
): Undetermined | undefined {
  if (savedIn !== undefined) return stalenessOfSaved(provenance, now, maxAge)
  const ahead = steps.length === 0 ? undefined : clockAheadMs(provenance)
  return ahead === undefined
    ? staleness(provenance.receivedAt, now, maxAge)
    : { code: 'clock-off', aheadMs: ahead, hangs: 'ramp' }
}

/** The answer of a rule that was not asked. */
export function notJudged(rule: Rule): Verdict {
  return { kind: 'not-applicable', rule, because: 'disabled' }
}

interface Asked {
  readonly rule: Rule
  readonly reading: Reading
}

interface Counted extends Asked {
  readonly reading: SnapshotReading
}

function judgeSnapshot(counted: Counted, context: JudgingContext): Verdict {
  const { rule, reading } = counted
  const { snapshot } = reading
  const { measure } = rule
  const { population } = snapshot
  const interval = countedIn(snapshot, measure, rule.methods)
  const doubt =
    outOfTime(rule, reading, context.now) ??
    apartIn(rule, snapshot) ??
    incompleteIn(rule, snapshot) ??
    excludedTooMany(rule, snapshot, context.cap) ??
    unreportedIn(rule, snapshot)
  if (doubt !== undefined) return undetermined(counted, doubt)
  if (interval === undefined) {
    // In an order of our own: that of the members is another one once the snapshot has been saved.
    const seen = measures.filter((one) => countedIn(snapshot, one, rule.methods) !== undefined)
    return undetermined(counted, { code: 'measure-missing', measure, seen })
  }
  // Before a segment is taken for empty: one of nobody in which somebody has the measure is none.
  const { possibly: count } = interval
  if (count > population) {
    return undetermined(counted, { code: 'count-above-population', measure, count, population })
  }
  const missing = missingIn(rule, snapshot)
  // A report of nobody is not to be believed, whatever the directory says.
  const empty = population === 0 && (missing === 0 || rule.segment === 'all')
  if (empty && rule.minPopulation === 0) return judgeEmpty(counted)
  if (population < rule.minPopulation) {
    return undetermined(counted, {
      code: 'population-too-small',
      ...{ population, required: rule.minPopulation, segment: rule.segment },
    })
  }
  return judgeInterval(counted, interval, missing, context)
}

/**
 * At the lower end, and where that fails at the upper one: more users can make a pass of a violation, and never the
 * reverse. Of the users who are in no row, any may be in the segment and any of these have the measure.
 */
function judgeInterval(
  counted: Counted,
  { surely, possibly: known, open }: Interval,
  missing: number,
  context: JudgingContext,
): Verdict {
  const { rule, reading } = counted
  const population = countOf(reading.snapshot.population + missing)
  const possibly = countOf(known + missing)
  const lower = judgeNumbers({ ...counted, count: surely, population }, context)
  if (surely === possibly) return lower
  const doubt: Doubt = { possibly, open, missing }
  if (lower.kind === 'pass') return { ...lower, doubt }
  if (lower.kind !== 'violation') return lower
  const upper = judgeNumbers({ ...counted, count: possibly, population }, context)
  if (upper.kind === 'violation') return { ...lower, doubt }
  const { measure, segment } = rule
  const hangs = { measure, segment, surely, possibly, population, open }
  return undetermined(
    counted,
    missing > 0 ? { code: 'rows-missing', ...hangs, missing } : { code: 'methods-unclassified', ...hangs },
  )
}

function judgeNumbers(numbers: Numbers, { now, baseline }: JudgingContext): Verdict {
  const { rule, count, population } = numbers
  const ratchet = compare(rule, numbers, baseline, now)
  if (ratchet !== undefined && 'code' in ratchet) return undetermined(numbers, ratchet)
  const missing = Math.max(
    meets(count, population, rule.minimum) ? 0 : shortfall(count, population, rule.minimum),
    ratchet?.kind === 'dropped' ? ratchet.missing : 0,
  )
  const compared = ratchet === undefined ? {} : { ratchet }
  if (missing > 0) return { kind: 'violation', ...numbers, shortfall: missing, ...compared }
  return { kind: 'pass', ...numbers, ...warningOf(numbers, now), ...compared }
}

/** A step that is near and would fail today is worth a warning while there is time. */
function warningOf(
  { rule: { next, warnDays }, count, population }: Numbers,
  now: Date,
): { readonly shortOfNext?: number } {
  if (next === undefined || next.from - dayOf(now) > warnDays) return {}
  const short = shortfall(count, population, next.minimum)
  return short === 0 ? {} : { shortOfNext: short }
}

function apartIn({ populationTolerance }: Rule, { populations = [] }: Snapshot): Undetermined | undefined {
  const apart = tooFarApart(populations, populationTolerance)
  if (apart === undefined) return undefined
  return { code: 'populations-apart', ...apart, tolerance: formatPoints(populationTolerance) }
}

/** A group whose users are in no row is not one of nobody. */
function unreportedIn({ segment }: Rule, { population, withoutRow }: Snapshot): Undetermined | undefined {
  if (withoutRow === undefined || withoutRow === 0 || population > 0) return undefined
  return { code: 'group-unreported', segment, withoutRow }
}

/** A segment that exclusions have emptied is not an empty one, and their cap holds for each segment by itself. */
function excludedTooMany(
  { segment }: Rule,
  { population, exclusions }: Snapshot,
  cap: ExclusionCap | undefined,
): Undetermined | undefined {
  const before = exclusions?.population ?? population
  const excluded = toCount(before - population)
  if (excluded === undefined || excluded === 0) return undefined
  if (cap !== undefined && !withinCap(excluded, before, cap)) {
    return { code: 'too-many-excluded', excluded, population: before, segment, cap }
  }
  return population === 0 ? { code: 'all-excluded', segment, excluded } : undefined
}

function undetermined({ rule, reading }: Asked, reason: Undetermined): Verdict {
  return { kind: 'undetermined', rule, reading, reason }
}

/** An empty segment is what the rule declares it to be; a tenant without users is not to be believed. */
function judgeEmpty(counted: Counted): Verdict {
  const { segment, onEmpty } = counted.rule
  const nobody = countOf(0)
  if (segment === 'all') return undetermined(counted, { code: 'population-zero' })
  switch (onEmpty) {
    case 'undetermined':
      return undetermined(counted, { code: 'segment-empty', segment })
    case 'pass':
      return { kind: 'pass', ...counted, count: nobody, population: nobody }
    case 'fail':
      return { kind: 'violation', ...counted, count: nobody, population: nobody, shortfall: 0 }
  }
}
