import type { Environment } from '../../config/environment.ts'
import { setting, settingText } from '../../config/setting.ts'
import { commandTime } from '../../config/deadlines.ts'

/**
 * How long a history may take for each step, where somebody gave the command a time; undefined: what a history takes by
 * itself. @throws ConfigurationError
 */
export function stepTime(environment: Environment): (() => number) | undefined {
  if (settingText(environment, 'MFA_GATE_TIMEOUT') === undefined) return undefined
  const time = setting(environment, 'MFA_GATE_TIMEOUT')
  return () => commandTime(time)()
}
