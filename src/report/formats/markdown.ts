import type { BlockContent } from 'mdast'
import { renderAuditMarkdown } from '../audit/markdown.ts'
import { type Finding, findingsOf } from '../findings.ts'
import { heading, list, markdownText, paragraph, tableRow } from '../markdown-blocks.ts'
import { closingSentence } from '../notes.ts'
import { answerLookOf } from '../outcome-words.ts'
import type { Render } from '../report.ts'
import { linesOnce } from '../lines-once.ts'
import { waiverNoteLines } from '../waiver-lines.ts'

/** For job summaries and comments on pull requests. A syntax tree, so that user text is escaped by its serializer. */
export const renderMarkdown: Render = (reports, occasion) => {
  if (occasion.audit !== undefined) return renderAuditMarkdown(reports, occasion.audit)
  const findings = reports.flatMap((report) => findingsOf(report))
  const lines = linesOnce(
    findings.map(({ rule, headline, details }) => ({ rule: rule.id, lines: [headline, ...details] })),
  )
  const { waivers = [], rulesOrigin = '' } = reports[0]?.assessment ?? {}
  const notes = waiverNoteLines(waivers)
  return markdownText([
    heading(2, 'MFA registration'),
    paragraph(`${closingSentence(reports, occasion)} Rules: ${rulesOrigin}.`),
    table(findings),
    ...findings.flatMap(({ rule }, index) => {
      const [headline = '', ...details] = lines[index] ?? []
      return [heading(3, `${rule.id}: ${headline}`), list([rule.description, ...details])]
    }),
    ...(notes.length === 0 ? [] : [heading(3, 'Waivers'), list(notes)]),
  ])
}

function table(findings: readonly Finding[]): BlockContent {
  const head = ['', 'Rule', 'Ratio', 'Users', 'Minimum', 'Enforcement']
  return {
    type: 'table',
    align: [null, null, 'right', 'right', 'right', null],
    children: [tableRow(head), ...findings.map((finding) => tableRow(cells(finding)))],
  }
}

function cells({ kind, marks, rule, numbers, demanded, level }: Finding): readonly string[] {
  return [
    marks.emoji,
    rule.id,
    numbers?.ratio ?? answerLookOf({ kind, waived: false }).word,
    numbers?.users ?? '–',
    demanded,
    level,
  ]
}
