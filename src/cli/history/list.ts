import { flatLine } from '../../history/export/flat-line.ts'
import type { Effects } from '../effects.ts'
import { terminalOf } from '../output/terminal.ts'
import { type FilterOptions, filterFrom } from './options.ts'
import { renderLines } from './lines-table.ts'
import { withHistory } from './with-history.ts'

export interface ListOptions extends FilterOptions {
  readonly format: 'text' | 'json'
}

const defaultLimit = 50

/** @throws ConfigurationError */
export async function list(effects: Effects, options: ListOptions): Promise<void> {
  const { stdout, stderr, environment } = effects
  const filter = filterFrom(options, effects.now())
  const limit = filter.limit ?? defaultLimit
  // One more than is shown tells whether there are more.
  const found = await withHistory(effects, options, 'read', (history) =>
    history.list({ ...filter, limit: limit + 1 }),
  )
  const listed = found.slice(0, limit)
  if (options.format === 'json') {
    stdout.write(`${JSON.stringify(listed.map(flatLine), undefined, 2)}\n`)
  } else {
    stdout.write(renderLines(listed, terminalOf(stdout, environment)?.colour ?? false))
  }
  if (found.length > limit) {
    stderr.write(`mfa-gate: there are more; --limit shows them.\n`)
  }
}
