import type { Environment } from './environment.ts'
import { ConfigurationError } from './problem.ts'
import { suggest } from './schema-sentence.ts'
import { type SettingName, settingNames, type SettingTable, settingTable } from './setting-table.ts'
import type { StackConfig } from './stack-config.ts'

/** The text of one variable of the gate as it came; undefined: unset. */
export function settingText(environment: Environment, name: SettingName): string | undefined {
  return environment[name]
}

/** The value of one variable of the gate, by its own parser. @throws ConfigurationError */
export function setting<Name extends SettingName>(
  environment: Environment,
  name: Name,
): ReturnType<SettingTable[Name]['parse']>
export function setting(environment: Environment, name: SettingName): unknown {
  return parsedFrom(environment, name, {})
}

/** @throws ConfigurationError */
export function parsedFrom(environment: Environment, name: SettingName, stack: StackConfig): unknown {
  const simulated = settingText(environment, 'MFA_GATE_SIMULATED_TENANT') !== undefined
  return settingTable[name].parse(settingText(environment, name), { name, environment, stack, simulated })
}

/**
 * A misspelt name would be a setting that is lost, and an empty value one that never arrived: a pipeline that passes
 * on a variable which nobody has given it would judge by other rules, or another tenant, than it says.
 * @throws ConfigurationError
 */
export function refuseLostSettings(environment: Environment): void {
  const problems = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || !isOurs(name) ? [] : problemsOf(name, value),
  )
  if (problems.length > 0) throw new ConfigurationError(problems)
}

const ours = /^MFA_?GATE_/i
/** Names that are ours but for a prefix or a hyphen; others of this form belong to somebody else, such as Kubernetes. */
const nearlyOurs = /^(?:ENTRA[_-])?(?=MFA[_-]?GATE[_-])/i

function isOurs(name: string): boolean {
  return (
    ours.test(name) || (nearlyOurs.test(name) && (settingNames as readonly string[]).includes(meantBy(name)))
  )
}

function meantBy(name: string): string {
  return name
    .replace(nearlyOurs, '')
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/^MFAGATE/, 'MFA_GATE')
}

function problemsOf(name: string, value: string): readonly string[] {
  const known: readonly string[] = settingNames
  if (!known.includes(name)) {
    return [
      `${name} is not a setting of the gate; correct its name or unset it; ${suggest(meantBy(name), known)}`,
    ]
  }
  if (value.trim() === '') return [`${name} is empty; unset it or give it a value`]
  return []
}
