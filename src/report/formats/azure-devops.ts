import { type Finding, findingsOf, levelOf } from '../findings.ts'
import { closingSentence, notesOf } from '../notes.ts'
import { logLine } from '../plain.ts'
import { auditAnswerOf, type Render, worstOf } from '../report.ts'

/** Logging commands of Azure Pipelines: an issue for everything that stops or warns. */
export const renderAzureDevops: Render = (reports, occasion) => {
  const findings = reports.flatMap((report) => findingsOf(report, occasion))
  const notes = reports.flatMap((report) => notesOf(report, occasion))
  const lines = [
    ...findings.flatMap(issue),
    ...notes.map(
      ({ level, rule, text }) => `##vso[task.logissue type=${level};code=${rule.id};]${data(logLine(text))}`,
    ),
    logLine(closingSentence(reports, occasion)),
  ]
  const warned = findings.some((finding) => levelOf(finding) === 'warning')
  const partly =
    auditAnswerOf(worstOf(reports)) === 'pass' && warned
      ? ['##vso[task.complete result=SucceededWithIssues;]']
      : []
  return `${[...lines, ...partly].join('\n')}\n`
}

/** The agent shows the Markdown file at this path on the run's summary page. */
export function uploadSummary(file: string): string {
  return `##vso[task.uploadsummary]${data(file)}\n`
}

function issue(finding: Finding): readonly string[] {
  const level = levelOf(finding)
  if (level === undefined) return []
  const { place, rule, headline, details, tenant } = finding
  const properties = Object.entries({
    type: level,
    ...(place === undefined ? {} : { sourcepath: place.file, linenumber: String(place.line) }),
    code: rule.id,
  })
    .map(([name, value]) => `${name}=${property(logLine(value))};`)
    .join('')
  const whose = tenant === undefined ? [] : [`${tenant.title}:`]
  // Of a message with several lines Azure shows the first alone, so the issue is one line.
  return [
    `##vso[task.logissue ${properties}]${data([...whose, headline, ...details].map(logLine).join(' '))}`,
  ]
}

/** As azure-pipelines-task-lib escapes them. */
function data(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(']', '%5D').replaceAll(';', '%3B')
}
