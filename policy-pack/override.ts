import type { Enforcement } from '../src/rules/rule.ts'
import type { PolicyConfig } from '../src/schemas/policy-config.ts'
import type { AnnouncedLevel } from './announced-level.ts'

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
