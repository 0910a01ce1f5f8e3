import { setting } from '../config/setting.ts'
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
