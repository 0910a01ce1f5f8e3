import { flatLine } from '../../history/export/flat-line.ts'
import { noTerminal } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { note, print } from '../output/tell.ts'
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
  const { stdout, environment } = effects
  const filter = filterFrom(options, effects.now())
  const limit = filter.limit ?? defaultLimit
  // One more than is shown tells whether there are more.
  const found = await withHistory(effects, options, 'read', (history) =>
    history.list({ ...filter, limit: limit + 1 }),
  )
  const listed = found.slice(0, limit)
  const text =
    options.format === 'json'
      ? `${JSON.stringify(listed.map(flatLine), undefined, 2)}\n`
      : renderLines(listed, terminalOf(stdout, environment) ?? noTerminal)
  await print(stdout, options.format, text)
  if (found.length > limit) {
    await note(effects, 'there are more; --limit shows them')
  }
}
