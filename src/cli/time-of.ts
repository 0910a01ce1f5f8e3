import { setting } from '../config/setting.ts'
import { deadlines } from '../config/settings.ts'
import { commandTime } from '../time/command-time.ts'
import type { Effects } from './effects.ts'

/** How long each step beside the reading may take, from now on. @throws ConfigurationError */
export function timeOf(
  { environment }: Pick<Effects, 'environment'>,
  { timeout }: { readonly timeout?: string },
): () => number {
  const given = timeout ?? setting(environment, 'MFA_GATE_TIMEOUT')
  return commandTime(deadlines(given, timeout === undefined ? 'MFA_GATE_TIMEOUT' : '--timeout'))
}
