export const enforcementLevels = ['advisory', 'mandatory', 'remediate', 'disabled'] as const
export type EnforcementLevel = (typeof enforcementLevels)[number]

export const severities = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

/** One complaint of a pack about one resource. */
export interface Violation {
  readonly policy: string
  readonly pack: string
  readonly packVersion: string
  readonly message: string
  readonly level: EnforcementLevel
  readonly severity: Severity | undefined
  /** The resource the pack named, which need not be one of this stack. */
  readonly urn: string
}

export function isLevel(word: unknown): word is EnforcementLevel {
  return enforcementLevels.some((level) => level === word)
}
