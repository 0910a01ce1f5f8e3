import type { Environment } from '../../config/settings.ts'
import { noTerminal, type Terminal } from '../../report/report.ts'

/** What a stream can show; undefined where it takes plain lines and nothing else. */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Environment,
): Terminal | undefined {
  const forced = environment['FORCE_COLOR']
  const isScreen = stream.isTTY === true && environment['TERM'] !== 'dumb'
  const colour = forced ? !/^(0|false)$/.test(forced) : isScreen && !environment['NO_COLOR']
  if (!isScreen) return colour ? { ...noTerminal, colour } : undefined
  return { columns: stream.columns ?? 80, colour }
}
