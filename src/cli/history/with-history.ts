import type { AccessMode } from '../../history/backend.ts'
import type { History } from '../../history/history.ts'
import { openHistory } from '../../history/open-history.ts'
import type { Effects } from '../effects.ts'
import { type HistoryOption, requiredLocation } from './options.ts'
import { stepTime } from '../time-of.ts'

/** Opens the history that the options name, and closes it whatever happens. @throws ConfigurationError */
export async function withHistory<T>(
  effects: Effects,
  options: HistoryOption,
  access: AccessMode,
  run: (history: History) => Promise<T>,
): Promise<T> {
  const history = await openHistory(requiredLocation(effects, options), access, stepTime(effects.environment))
  try {
    return await run(history)
  } finally {
    await history.close()
  }
}
