import { parsePoints } from '../model/drop.ts'
import { whole } from '../model/minimum.ts'
import { segmentFrom } from '../model/segment.ts'
import type { PolicyConfig } from '../schemas/policy-config.ts'
import { severities } from '../schemas/rule.ts'
import type { MinimumEntry, RuleEntry, RulesDocument } from '../schemas/rules-document.ts'
import { ageFrom } from './age.ts'
import { type Day, dayFrom } from './calendar.ts'
import { rampAt } from './schedule.ts'
import { strictest } from './strictest.ts'

/** What policy configuration may change of a rule; `enforcement` stands there as Pulumi's `enforcementLevel`. */
export type Change = keyof PolicyConfig | 'enforcement'

interface ChangeRule {
  /** What is left to change of a locked rule, for people. */
  readonly locked: string
  /** `to` is the whole rule after the change, as some changes hang on others. */
  readonly loosens: (from: RuleEntry, to: RuleEntry) => boolean
}

const whereItStops = 'and only with `onUndetermined: fail` and `waivable: false`'

/** The one list of what policy configuration may change; `stacks:` may change what of it their schema has. */
export const changes = {
  enforcement: {
    locked: 'to a stricter level',
    loosens: (from, to) => isLooserLevel(to, from),
  },
  measure: { locked: 'no', loosens: (from, to) => from.measure !== to.measure },
  segment: {
    locked: 'no',
    loosens: (from, to) => segmentFrom(from.segment) !== segmentFrom(to.segment),
  },
  onEmpty: {
    locked: 'no',
    loosens: ({ onEmpty: from = 'undetermined' }, { onEmpty: to = 'undetermined' }) => from !== to,
  },
  minimum: {
    locked: 'to a minimum that is at least as high on every day',
    loosens: (from, to) => isEverLower(to.minimum, from.minimum),
  },
  warnDays: {
    locked: 'to more days',
    loosens: ({ warnDays: from = 30 }, { warnDays: to = 30 }) => to < from,
  },
  noDropMoreThan: {
    locked: `to a smaller drop, ${whereItStops}`,
    loosens: (from, to) =>
      from.noDropMoreThan !== to.noDropMoreThan && (isExcused(to) || dropsMore(from, to)),
  },
  minPopulation: {
    locked: `to more users, ${whereItStops}`,
    loosens: ({ minPopulation: from = 0 }, to) =>
      (to.minPopulation ?? 0) !== from && (isExcused(to) || (to.minPopulation ?? 0) < from),
  },
  maxAge: {
    locked: `to a smaller age, ${whereItStops}`,
    loosens: ({ maxAge: from = '24h' }, to) =>
      (to.maxAge ?? '24h') !== from && (isExcused(to) || ageFrom(to.maxAge ?? '24h') > ageFrom(from)),
  },
  severity: {
    locked: 'to a more serious one',
    loosens: ({ severity: from = 'high' }, { severity: to = 'high' }) =>
      severities.indexOf(to) < severities.indexOf(from),
  },
  description: { locked: 'yes', loosens: () => false },
  onUndetermined: {
    locked: 'to `fail`',
    loosens: ({ onUndetermined: from = 'fail' }, { onUndetermined: to = 'fail' }) =>
      from === 'fail' && to === 'warn',
  },
} as const satisfies Readonly<Record<Change, ChangeRule>>

/** Whether configuration and `stacks:` may only tighten the rule, and by which word of the document. */
export function lockOf(
  { locked, waivable }: RuleEntry,
  document: Pick<RulesDocument, 'locked'>,
): 'locked: true' | 'waivable: false' | undefined {
  const given = locked ?? document.locked
  if (given !== undefined) return given ? 'locked: true' : undefined
  return waivable === false ? 'waivable: false' : undefined
}

/** What is said of a rule elsewhere; undefined: nothing. */
export type Changed = { readonly [K in Change]?: RuleEntry[K] | undefined }

/** What of a change would loosen the rule. */
export function loosened(from: RuleEntry, change: Changed): readonly Change[] {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const to: RuleEntry = { ...from, ...given }
  return (Object.keys(changes) as Change[]).filter(
    (key) => change[key] !== undefined && changes[key].loosens(from, to),
  )
}

/** By the level alone; mandatory unless given. */
export function isLooserLevel(
  { enforcement: level = 'mandatory' }: Pick<RuleEntry, 'enforcement'>,
  { enforcement: than = 'mandatory' }: Pick<RuleEntry, 'enforcement'>,
): boolean {
  return level !== than && strictest([level, than]) === than
}

/** What leaves a rule undetermined may let through what would have been a violation. */
function isExcused({ onUndetermined, waivable }: RuleEntry): boolean {
  return onUndetermined === 'warn' || waivable !== false
}

function dropsMore({ noDropMoreThan: from }: RuleEntry, { noDropMoreThan: to }: RuleEntry): boolean {
  const [before, after] = [from, to].map((text) => parsePoints(text ?? '100%')?.scaled ?? whole)
  return after !== undefined && before !== undefined && after > before
}

function isEverLower(minimum: MinimumEntry, than: MinimumEntry): boolean {
  const days = [...stepsOf(minimum), ...stepsOf(than), Number.NEGATIVE_INFINITY as Day]
  return days.some((day) => isLowerOn(day)(minimum, than))
}

/**
 * A ramp that has not begun judges nothing, which may let everything through. What it will begin with is the least that
 * may be said in its place.
 */
export function isLowerOn(day: Day): (minimum: MinimumEntry, than: MinimumEntry) => boolean {
  return (minimum, than) => {
    const { current } = rampAt(minimum, day)
    const { current: begun, next } = rampAt(than, day)
    if (current === undefined) return begun !== undefined
    const least = begun ?? next
    return least !== undefined && current.minimum.scaled < least.minimum.scaled
  }
}

function stepsOf(minimum: MinimumEntry): readonly Day[] {
  return Array.isArray(minimum) ? minimum.map(({ from }) => dayFrom(from)) : []
}
