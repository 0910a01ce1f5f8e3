import type { Environment } from '../../config/environment.ts'
import { setting } from '../../config/setting.ts'
import { deadlines } from '../../config/settings.ts'
import { commandTime } from '../../time/command-time.ts'

/**
 * How long a history may take for each step, where somebody gave the command a time; undefined: what a history takes by
 * itself. @throws ConfigurationError
 */
export function stepTime(environment: Environment): (() => number) | undefined {
  const given = setting(environment, 'MFA_GATE_TIMEOUT')
  if (given === undefined) return undefined
  const time = deadlines(given, 'MFA_GATE_TIMEOUT')
  return () => commandTime(time)()
}
