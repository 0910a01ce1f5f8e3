import type { Environment } from '../config/environment.ts'
import { setting, settingText } from '../config/setting.ts'
import { commandTime, parseDeadlines } from '../config/deadlines.ts'
import type { Effects } from './effects.ts'

/** How long each step beside the reading may take, from now on. @throws ConfigurationError */
export function timeOf(
  { environment }: Pick<Effects, 'environment'>,
  { timeout }: { readonly timeout?: string },
): () => number {
  return commandTime(
    timeout === undefined
      ? setting(environment, 'MFA_GATE_TIMEOUT')
      : parseDeadlines(timeout, { name: '--timeout' }),
  )
}

/**
 * How long a history may take for each step, where somebody gave the command a time; undefined: what a history takes by
 * itself. @throws ConfigurationError
 */
export function stepTime(environment: Environment): (() => number) | undefined {
  if (settingText(environment, 'MFA_GATE_TIMEOUT') === undefined) return undefined
  const time = setting(environment, 'MFA_GATE_TIMEOUT')
  return () => commandTime(time)()
}
