import { isObject } from '../json.ts'
import { EngineError } from '../engine-error.ts'
import { type EnforcementLevel, isLevel } from './violation.ts'

/** What is configured for one policy. Without a level it can only be laid over something that has one. */
export interface PolicyConfig {
  readonly level?: EnforcementLevel
  readonly properties?: Properties
}

type Properties = Readonly<Record<string, unknown>>
export type PackConfig = ReadonlyMap<string, PolicyConfig>

export interface PolicyInfo {
  readonly name: string
  readonly level: EnforcementLevel
  readonly schema?: { readonly properties: Properties; readonly required: readonly string[] }
}

/** Reads the text of the `--policy-pack-config` file for the pack at `path`. Empty text is no configuration. */
export function parsePackConfig(path: string, text: string): PackConfig {
  if (text.trim() === '') return new Map()
  const document: unknown = JSON.parse(text)
  if (!isObject(document)) throw new EngineError('the policy pack configuration must be a JSON object')
  const { environments = [], ...policies } = document
  if (!Array.isArray(environments)) throw new EngineError('"environments" must be an array of strings')
  if (environments.length > 0) {
    const reason = 'specifies ESC environments but the current backend does not support them'
    throw new EngineError(`policy pack at "${path}" ${reason}`)
  }
  const entries = Object.entries(policies).map(
    ([policy, value]) => [policy, parseEntry(policy, value)] as const,
  )
  return new Map(
    entries.filter(([, { level, properties }]) => level !== undefined || properties !== undefined),
  )
}

/**
 * Lays the file over the defaults of the schemas, as the CLI does. `all` is a policy name as well: its entry stays, and
 * the CLI sends it to the pack.
 */
export function reconcile(policies: readonly PolicyInfo[], file: PackConfig): PackConfig {
  const level = file.get('all')?.level
  const result = new Map<string, PolicyConfig>(
    policies.map((policy) => [policy.name, { ...defaultsOf(policy), ...(level && { level }) }]),
  )
  for (const [policy, given] of file) result.set(policy, overlay(result.get(policy), given))
  return result
}

function overlay(base: PolicyConfig | undefined, given: PolicyConfig): PolicyConfig {
  if (base?.properties === undefined && given.properties === undefined) return { ...base, ...given }
  return { ...base, ...given, properties: { ...base?.properties, ...given.properties } }
}

function defaultsOf({ level, schema }: PolicyInfo): PolicyConfig {
  const defaults = Object.entries(schema?.properties ?? {}).flatMap(([key, property]) =>
    isObject(property) && 'default' in property ? [[key, property['default']] as const] : [],
  )
  return defaults.length === 0 ? { level } : { level, properties: Object.fromEntries(defaults) }
}

function parseEntry(policy: string, value: unknown): PolicyConfig {
  if (typeof value === 'string') return { level: parseLevel(policy, value) }
  if (!isObject(value)) {
    const text = value === null ? '<nil>' : JSON.stringify(value)
    throw new EngineError(`parsing "${policy}": ${text} is not a valid value; must be a string or object`)
  }
  const { enforcementLevel, ...properties } = value
  return {
    ...('enforcementLevel' in value ? { level: parseLevel(policy, enforcementLevel) } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  }
}

function parseLevel(policy: string, value: unknown): EnforcementLevel {
  if (isLevel(value)) return value
  const complaint = `${JSON.stringify(value)} is not a valid enforcement level`
  const hint = typeof value === 'string' ? '' : '; must be a string'
  throw new EngineError(`parsing enforcement level for "${policy}": ${complaint}${hint}`)
}
