import type { Environment } from '../../config/environment.ts'
import { setting } from '../../config/setting.ts'
import { deadlines } from '../../config/settings.ts'
import { commandTime } from '../../time/command-time.ts'

/**
 * How long a history may take for each step, where somebody gave the command a time; undefined: what a history takes by
 * itself. @throws ConfigurationError
 */
export function stepTime(environment: Environment, option?: string): (() => number) | undefined {
  const given = option ?? setting(environment, 'MFA_GATE_TIMEOUT')
  if (given === undefined) return undefined
  const time = deadlines(given, option === undefined ? 'MFA_GATE_TIMEOUT' : '--timeout')
  return () => commandTime(time)()
}
