import { stringify } from 'csv-stringify/sync'
import { type FlatLine, flatColumns } from './flat-line.ts'

/** Lines that are made into text at once. */
const chunkSize = 1_000

/** RFC 4180, header first. Text that a spreadsheet would run as a formula gets an apostrophe. */
export async function* csvOf(lines: AsyncIterable<FlatLine>): AsyncGenerator<string> {
  yield textOf([], true)
  let waiting: FlatLine[] = []
  for await (const line of lines) {
    waiting.push(line)
    if (waiting.length < chunkSize) continue
    yield textOf(waiting, false)
    waiting = []
  }
  yield textOf(waiting, false)
}

function textOf(lines: FlatLine[], header: boolean): string {
  return stringify(lines, {
    header,
    columns: Object.keys(flatColumns),
    escape_formulas: true,
    bom: header,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
  })
}
