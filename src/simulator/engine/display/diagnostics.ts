import type { Said } from '../events.ts'
import { prefixed, type Row, rowHeading } from './row.ts'

/** The `Diagnostics:` section: what was said about each resource, lines of one stream together. */
export function diagnosticsSection(rows: readonly Row[]): readonly string[] {
  const lines = rows.flatMap(rowLines)
  return lines.length === 0 ? [] : ['Diagnostics:', ...lines]
}

function rowLines(row: Row): readonly string[] {
  const blocks = streams(row.said.filter((it) => it.ephemeral !== true)).filter((block) => block.length > 0)
  return blocks.length === 0 ? [] : [rowHeading(row), ...blocks.flatMap((block) => [...block, ''])]
}

function streams(said: readonly Said[]): readonly (readonly string[])[] {
  const numbers = [...new Set(said.map((it) => it.stream))]
  return numbers.map((number) => said.filter((it) => it.stream === number).flatMap(indented))
}

function indented(said: Said): readonly string[] {
  const text = prefixed(said)
  return text === '' ? [] : text.split('\n').map((line) => `    ${line}`.trimEnd())
}
