import { EngineError } from './engine-error.ts'
import { isObject } from './json.ts'

/** Plain configuration values by `<namespace>:<key>`. */
export type Config = Readonly<Record<string, string>>

/** The values a `Pulumi.<stack>.yaml` gives, and over them those of the command line. */
export function stackConfig(project: string, values: unknown, assignments: readonly string[]): Config {
  const fromFile = isObject(values) ? Object.entries(values) : []
  const entries = [
    ...fromFile.map(([key, value]) => [key, plainValue(key, value)] as const),
    ...assignments.map(parseAssignment),
  ]
  return Object.fromEntries(entries.map(([key, value]) => [qualified(project, key), value]))
}

/** The `config` of a `Pulumi.yaml`: values, or declarations with a `default` or a `value`. */
export function projectConfig(project: string, declarations: unknown): Config {
  const entries = Object.entries(isObject(declarations) ? declarations : {}).flatMap(([key, declaration]) => {
    const value = isObject(declaration) ? (declaration['value'] ?? declaration['default']) : declaration
    return value === undefined || value === null
      ? []
      : [[qualified(project, key), plainValue(key, value)] as const]
  })
  return Object.fromEntries(entries)
}

function parseAssignment(assignment: string): readonly [string, string] {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(assignment) ?? []
  if (key === undefined || value === undefined) {
    throw new EngineError(`--config ${assignment}: expected key=value`)
  }
  return [key, value]
}

function plainValue(key: string, value: unknown): string {
  if (isObject(value) && 'secure' in value) {
    throw new EngineError(
      `the config value ${key} is encrypted, which the embedded engine cannot read; use the Pulumi CLI`,
    )
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function qualified(project: string, key: string): string {
  return key.includes(':') ? key.replace(/^([^:]+):config:/, '$1:') : `${project}:${key}`
}
