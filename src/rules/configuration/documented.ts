import type { RuleEntry, RulesDocument } from '../../schemas/rules-document.ts'
import { type Layer, type Layered, settle, stackLayers } from '../layers.ts'
import { nowhere } from '../origin.ts'
import type { Stack } from '../stack.ts'

/**
 * What the document may say of a rule, whichever stack the configuration is for: as it is for this stack, and as it is
 * with each entry of `stacks:` that may or may not be about it.
 */
export function documentedFor(
  entry: RuleEntry,
  document: Pick<RulesDocument, 'stacks'>,
  stack: Stack,
): readonly RuleEntry[] {
  const layers: readonly Layer[] = [
    { values: entry, match: 'yes', by: 'rule', path: [], missing: [], origin: () => undefined },
    ...stackLayers(document.stacks ?? [], entry.id, stack, nowhere),
  ]
  const settled = {
    minimum: settle(layers, 'minimum'),
    enforcement: settle(layers, 'enforcement'),
    onUndetermined: settle(layers, 'onUndetermined'),
  }
  const here = Object.entries(settled).reduce<RuleEntry>(
    (so, [key, { value }]) => (value === undefined ? so : { ...so, [key]: value }),
    entry,
  )
  const elsewhere = Object.entries(settled).flatMap(([key, { unknown }]) =>
    unknown.map(({ values }) => ({ ...here, [key]: values[key as keyof Layered] })),
  )
  return [here, ...elsewhere]
}
