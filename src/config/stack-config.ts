import type { Environment } from './environment.ts'

/** The texts in a stack's configuration, by full key such as `azure-native:tenantId`. */
export type StackConfig = Readonly<Record<string, string>>

/** Reads `PULUMI_CONFIG`, which Pulumi sets for a pack in its directory form; without it there is none. */
export function stackConfigFrom(environment: Environment): StackConfig {
  const parsed = parse(environment['PULUMI_CONFIG'] ?? '')
  if (typeof parsed !== 'object' || parsed === null) return {}
  const texts = Object.entries(parsed).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  // Config of older engines is keyed `project:config:key`.
  return Object.fromEntries(texts.map(([key, value]) => [key.replace(/^([^:]+):config:/, '$1:'), value]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
