import { ConfigurationError } from '../../config/problem.ts'
import { csvOf } from '../../history/export/csv.ts'
import { flatLines } from '../../history/export/flat-line.ts'
import { jsonOf } from '../../history/export/json.ts'
import type { Filter, History } from '../../history/history.ts'
import type { Effects } from '../effects.ts'
import { type FilterOptions, filterFrom } from './options.ts'
import { printAll, wholeFile, appendAll } from './streams.ts'
import { withHistory } from './with-history.ts'

export interface ExportOptions extends FilterOptions {
  readonly format: 'csv' | 'json' | 'parquet'
  readonly output?: string
}

/** @throws ConfigurationError */
export async function exportHistory(effects: Effects, options: ExportOptions): Promise<void> {
  const filter = filterFrom(options, effects.now())
  const file = options.output === '-' ? undefined : options.output
  const { format } = options
  if (format === 'parquet') return exportParquet(effects, options, filter, file)
  await withHistory(effects, options, 'read', async (history) => {
    const text = textOf(format, history, filter)
    await (file === undefined
      ? printAll(text, effects.stdout)
      : wholeFile(effects, file, (sink) => appendAll(text, sink)))
  })
}

function textOf(format: 'csv' | 'json', history: History, filter: Filter): AsyncIterable<string> {
  return format === 'csv' ? csvOf(flatLines(history.verdicts(filter))) : jsonOf(history.assessments(filter))
}

async function exportParquet(
  effects: Effects,
  options: ExportOptions,
  filter: Filter,
  file: string | undefined,
): Promise<void> {
  if (file === undefined) {
    throw new ConfigurationError(['--format parquet is not text; name a file with --output'])
  }
  const { writeParquet } = await import('../../history/export/parquet.ts')
  await withHistory(effects, options, 'read', (history) =>
    wholeFile(effects, file, (sink) => writeParquet(flatLines(history.verdicts(filter)), sink)),
  )
}
