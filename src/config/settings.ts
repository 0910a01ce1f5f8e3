import type { Environment } from './environment.ts'
import { ConfigurationError } from './problem.ts'
import { refuseBadProxy } from './proxy-problem.ts'
import { parsedFrom, refuseLostSettings } from './setting.ts'
import { settingNames, type SettingTable, settingTable } from './setting-table.ts'
import type { StackConfig } from './stack-config.ts'

export type { Environment }

/** What the environment says of one run, validated: a member for each row of the table that names one. */
export type Settings = {
  readonly [Name in keyof SettingTable as Extract<SettingTable[Name]['member'], string>]: ReturnType<
    SettingTable[Name]['parse']
  >
}

/**
 * Reads the `MFA_GATE_…` variables, and which cloud and tenant are deployed to; tells all that is wrong with them.
 * `stack` is the configuration of the stack that is deployed, where it is known whose it is: `PULUMI_CONFIG` may be
 * inherited from another one.
 * @throws ConfigurationError
 */
export function settingsFrom(environment: Environment, stack: StackConfig = {}): Settings {
  refuseLostSettings(environment)
  refuseBadProxy(environment)
  const problems: string[] = []
  const parsed = settingNames.flatMap((name) => {
    const { member } = settingTable[name]
    try {
      return member === undefined ? [] : [[member, parsedFrom(environment, name, stack)] as const]
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      problems.push(...error.problems)
      return []
    }
  })
  if (problems.length > 0) throw new ConfigurationError(problems)
  return Object.fromEntries(parsed) as unknown as Settings
}
