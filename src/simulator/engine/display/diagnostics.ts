import type { LogLine } from '../events.ts'
import { prefixed, type Row, rowHeading } from './row.ts'

/** The `Diagnostics:` section: what was said about each resource, lines of one stream together. */
export function diagnosticsSection(rows: readonly Row[]): readonly string[] {
  const lines = rows.flatMap(rowLines)
  return lines.length === 0 ? [] : ['Diagnostics:', ...lines]
}

function rowLines(row: Row): readonly string[] {
  const blocks = streams(row.log.filter((it) => it.ephemeral !== true)).filter((block) => block.length > 0)
  return blocks.length === 0 ? [] : [rowHeading(row), ...blocks.flatMap((block) => [...block, ''])]
}

function streams(line: readonly LogLine[]): readonly (readonly string[])[] {
  const numbers = [...new Set(line.map((it) => it.stream))]
  return numbers.map((number) => line.filter((it) => it.stream === number).flatMap(indented))
}

function indented(line: LogLine): readonly string[] {
  const text = prefixed(line)
  return text === '' ? [] : text.split('\n').map((line) => `    ${line}`.trimEnd())
}
