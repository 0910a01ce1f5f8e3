import type { Terminal } from '../../report/report.ts'
import type { Environment } from '../../config/settings.ts'

/** What a stream can show; undefined unless it is a terminal that understands more than lines. */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Environment,
): Terminal | undefined {
  if (stream.isTTY !== true || environment['TERM'] === 'dumb') return undefined
  return { columns: stream.columns ?? 80, colour: !environment['NO_COLOR'] }
}
