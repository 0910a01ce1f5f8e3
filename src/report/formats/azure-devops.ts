import { gateAnswerOf } from '../../rules/outcome.ts'
import { type Finding, findingsOf, levelOf } from '../findings.ts'
import { logLine } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { outcomeSentence } from '../text.ts'
import { unmatchedIn, unmatchedName } from '../unmatched-note.ts'

/** Logging commands of Azure Pipelines: an issue for everything that stops or warns. */
export function renderAzureDevops(input: ReportInput): string {
  const findings = findingsOf(input)
  const issues = findings.flatMap((finding) => issue(finding))
  const warned = findings.some((finding) => levelOf(finding) === 'warning')
  const partly =
    gateAnswerOf(input.assessment.outcome) === 'pass' && warned
      ? ['##vso[task.complete result=SucceededWithIssues;]']
      : []
  const note = unmatchedIn(input.assessment)
  const unmatched =
    note === undefined
      ? []
      : [`##vso[task.logissue type=warning;code=${unmatchedName};]${data(logLine(note))}`]
  return `${[...issues, ...unmatched, logLine(outcomeSentence(input.assessment)), ...partly].join('\n')}\n`
}

/** The agent shows the Markdown file at this path on the run's summary page. */
export function uploadSummary(file: string): string {
  return `##vso[task.uploadsummary]${data(file)}\n`
}

function issue(finding: Finding): readonly string[] {
  const level = levelOf(finding)
  if (level === undefined) return []
  const { place, rule, headline, details } = finding
  const properties = Object.entries({
    type: level,
    ...(place === undefined ? {} : { sourcepath: place.file, linenumber: String(place.line) }),
    code: rule.id,
  })
    .map(([name, value]) => `${name}=${property(logLine(value))};`)
    .join('')
  // Of a message with several lines Azure shows the first alone, so the issue is one line.
  return [`##vso[task.logissue ${properties}]${data([headline, ...details].map(logLine).join(' '))}`]
}

/** As azure-pipelines-task-lib escapes them. */
function data(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(']', '%5D').replaceAll(';', '%3B')
}
