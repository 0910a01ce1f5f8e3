import { renderAuditText } from '../audit/text.ts'
import { findingsOf } from '../findings.ts'
import { closingSentence } from '../notes.ts'
import { painter } from '../paint.ts'
import { logLine } from '../plain.ts'
import type { Occasion, Render, Report } from '../report.ts'
import { linesOnce } from '../lines-once.ts'
import { sharedSources } from '../shared-sources.ts'
import { renderTable, tintOf } from '../terminal/table.ts'
import { waiverNoteLines } from '../waiver-lines.ts'

/** For a log the sentences alone; on a terminal a table before them. */
export const renderText: Render = (reports, occasion) => {
  const { audit, terminal } = occasion
  if (audit !== undefined) return renderAuditText(reports, audit, terminal)
  const sentences = reports.map((report) => sentencesOf(report, occasion)).join('')
  const table = terminal && renderTable(reports, terminal)
  return table ? `${table}\n${sentences}` : sentences
}

/** A block per rule and a last line with the outcome. */
function sentencesOf(report: Report, occasion: Occasion): string {
  const { assessment } = report
  const findings = findingsOf(report)
  const shared = sharedSources(findings)
  const lines = linesOnce(
    findings.map(({ rule, headline, details }) => ({
      rule: rule.id,
      lines: [headline, ...details].filter((line) => !shared.includes(line)),
    })),
  )
  const paint = painter(occasion.terminal?.colour ?? false)
  const blocks = findings.map((finding, index) => {
    const { rule, marks } = finding
    const [first = '', ...rest] = (lines[index] ?? []).map(logLine)
    return [
      `${paint(tintOf(finding), marks.mark)} ${rule.id} [${rule.enforcement}, ${rule.severity}] ${first}`,
      ...rest.map((line) => `  ${line}`),
    ].join('\n')
  })
  const notes = waiverNoteLines(assessment?.waivers ?? []).map((line) => `  ${logLine(line)}`)
  const waivers = notes.length === 0 ? [] : [['Waivers:', ...notes].join('\n')]
  const end = `${closingSentence([report], occasion)} Rules: ${assessment?.rulesOrigin ?? ''}.`
  return `${[...blocks, ...shared.map(logLine), ...waivers, end].join('\n')}\n`
}
