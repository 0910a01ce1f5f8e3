import type { Enforcement } from '../src/rules/rule.ts'
import type { PolicyConfig } from '../src/schemas/policy-config.ts'
import type { Configured } from '../src/rules/from-document.ts'
import { guardIn } from '../src/rules/guards/guard-entry.ts'
import type { RuleEntry, RulesDocument } from '../src/schemas/rules-document.ts'
import { announcedLevel, type AnnouncedLevel } from './announced-level.ts'

/** What one deployment's configuration says of one policy. */
export interface PolicyOverride {
  /** As the engine sent it: chosen by somebody, or else what the pack itself has announced. */
  readonly level: AnnouncedLevel
  /** That somebody gave a level to `all` policies, and so to this one. */
  readonly byAll: boolean
  readonly config: PolicyConfig
}

/** The level that somebody has chosen; undefined when nobody has. */
export function chosenLevel(
  { level, byAll }: PolicyOverride,
  announced: AnnouncedLevel,
): Enforcement | undefined {
  if (!byAll && level === announced) return undefined
  // A `remediate` that finds a violation counts as mandatory, as in Pulumi.
  return level === 'remediate' ? 'mandatory' : level
}

/** What these say of the rule at an index of the document. */
export function configuredBy(
  overrides: ReadonlyMap<string, PolicyOverride>,
  document: RulesDocument,
): (index: number) => Configured | undefined {
  return (index) => configuredOf(document.rules[index], overrides, document)
}

/** What they say of the guard. */
export function guardConfiguredBy(
  overrides: ReadonlyMap<string, PolicyOverride>,
  document: RulesDocument,
): Configured | undefined {
  return configuredOf(guardIn(document)?.entry, overrides, document)
}

function configuredOf(
  entry: RuleEntry | undefined,
  overrides: ReadonlyMap<string, PolicyOverride>,
  document: RulesDocument,
): Configured | undefined {
  const override = overrides.get(entry?.id ?? '')
  if (entry === undefined || override === undefined) return undefined
  return { config: override.config, level: chosenLevel(override, announcedLevel(entry, document)) }
}
