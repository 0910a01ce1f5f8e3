import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { type FlatLine, flatColumns } from './flat-line.ts'

/**
 * RFC 4180, header first. Text that a spreadsheet would run as a formula gets an apostrophe. Rows are read as fast as
 * the text is taken.
 */
export function csvOf(lines: AsyncIterable<FlatLine>): AsyncIterable<string> {
  const rows = Readable.from(lines)
  const text = stringify({
    header: true,
    columns: Object.keys(flatColumns),
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
    encoding: 'utf8',
  })
  rows.on('error', (error) => text.destroy(error))
  return rows.pipe(text)
}
