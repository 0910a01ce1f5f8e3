import type { MinimumEntry, StackOverride } from '../schemas/rules-document.ts'
import type { Locate, Origin } from './origin.ts'
import type { Enforcement } from './rule.ts'
import { type Match, matchesDemands, missingParts, type Stack, type StackPart } from './stack.ts'

/** What a rule, an entry of `stacks:` or a policy configuration may say alike. */
export interface Layered {
  readonly minimum?: MinimumEntry
  readonly enforcement?: Enforcement
  readonly onUndetermined?: 'fail' | 'warn'
}

/** One place that has a say in a rule's values. */
export interface Layer {
  readonly values: Layered
  readonly match: Match
  readonly by: 'rule' | 'stacks' | 'configuration'
  /** Where the value of a key comes from. */
  readonly origin: (key: keyof Layered) => Origin | undefined
  /** Path of the layer in the document; undefined when it is not part of it. */
  readonly path: readonly string[] | undefined
  /** What would have to be known of the stack to say whether the layer applies. */
  readonly missing: readonly StackPart[]
}

/** The value of one key, and every layer above it that may or may not apply. */
export interface Settled<K extends keyof Layered> {
  readonly value: Layered[K] | undefined
  readonly layer: Layer | undefined
  readonly unknown: readonly Layer[]
}

/** The entries of `stacks:` that may be about this rule, in the order of the document. */
export function stackLayers(
  entries: readonly StackOverride[],
  ruleId: string,
  stack: Stack,
  locate: Locate,
): readonly Layer[] {
  return entries.flatMap((values, index): readonly Layer[] => {
    if (values.rules !== undefined && !values.rules.includes(ruleId)) return []
    const path = ['stacks', String(index)]
    const match = matchesDemands(values, stack)
    if (match === 'no') return []
    const origin = (key: string) => locate([...path, key])
    return [{ values, match, by: 'stacks', path, missing: missingParts(values, stack), origin }]
  })
}

/** The last layer that has a say wins; one that may or may not apply leaves the value open. */
export function settle<K extends keyof Layered>(layers: readonly Layer[], key: K): Settled<K> {
  const saying = layers.filter(({ values }) => values[key] !== undefined)
  const last = saying.findLastIndex(({ match }) => match === 'yes')
  const layer = saying[last]
  return { value: layer?.values[key], layer, unknown: saying.slice(last + 1) }
}

/** The strictest layer that has a say wins, the later of two that are alike: so it is for a locked rule. */
export function settleStrictest<K extends keyof Layered>(
  layers: readonly Layer[],
  key: K,
  isLooser: (values: Layered, than: Layered) => boolean,
): Settled<K> {
  const saying = layers.filter(({ values }) => values[key] !== undefined)
  const layer = saying
    .filter(({ match }) => match === 'yes')
    .reduce<Layer | undefined>(
      (strict, next) => (strict !== undefined && isLooser(next.values, strict.values) ? strict : next),
      undefined,
    )
  return { value: layer?.values[key], layer, unknown: saying.filter(({ match }) => match === 'unknown') }
}
