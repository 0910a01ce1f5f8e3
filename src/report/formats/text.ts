import type { ReportInput } from '../report-input.ts'
import { renderText as renderLog } from '../text.ts'
import { renderTable } from '../terminal/table.ts'

/** For a log the sentences alone; on a terminal a table before them. */
export function renderText(input: ReportInput): string {
  const { assessment, rulesOrigin, terminal } = input
  const sentences = renderLog(assessment, rulesOrigin)
  const table = terminal && renderTable(input, terminal)
  return table ? `${table}\n${sentences}` : sentences
}
