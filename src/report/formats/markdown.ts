import type { BlockContent } from 'mdast'
import { answeredBy, type Finding, findingsOf, usersText } from '../findings.ts'
import { heading, list, markdownText, paragraph, tableRow } from '../markdown-blocks.ts'
import { answerLookOf, marksOf } from '../outcome-words.ts'
import type { ReportInput } from '../report-input.ts'
import { outcomeSentence } from '../text.ts'
import { waiverNoteLines } from '../waiver-lines.ts'

/** For job summaries and comments on pull requests. A syntax tree, so that user text is escaped by its serializer. */
export function renderMarkdown(input: ReportInput): string {
  const { assessment, rulesOrigin } = input
  const findings = findingsOf(input)
  const notes = waiverNoteLines(assessment.waivers)
  return markdownText([
    heading(2, 'MFA registration'),
    paragraph(`${outcomeSentence(assessment)} Rules: ${rulesOrigin}.`),
    table(findings),
    ...findings.flatMap((finding) => [
      heading(3, `${finding.rule.id}: ${finding.headline}`),
      list([finding.rule.description, ...finding.details]),
    ]),
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

function cells(finding: Finding): readonly string[] {
  const { kind, rule, numbers, demanded, level } = finding
  return [
    marksOf(answeredBy(finding)).emoji,
    rule.id,
    numbers?.ratio ?? answerLookOf({ kind, waived: false }).word,
    numbers ? usersText(numbers) : '–',
    demanded,
    level,
  ]
}
