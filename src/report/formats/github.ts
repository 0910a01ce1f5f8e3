import { type Finding, findingsOf, levelOf } from '../findings.ts'
import { logLine } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { outcomeSentence } from '../text.ts'
import { unmatchedIn, unmatchedName } from '../unmatched-note.ts'

/** Workflow commands of GitHub Actions: an annotation at the rule's line for everything that stops, warns or was not asked. */
export function renderGithub(input: ReportInput): string {
  const annotations = findingsOf(input).flatMap((finding) => annotation(finding))
  const note = unmatchedIn(input.assessment)
  // A finding that stops tells of it too; one that passed is not shown.
  const unmatched = note === undefined ? [] : [`::warning title=${unmatchedName}::${data(logLine(note))}`]
  return `${[...annotations, ...unmatched, logLine(outcomeSentence(input.assessment))].join('\n')}\n`
}

function annotation(finding: Finding): readonly string[] {
  const { place, rule, headline, details, kind } = finding
  const level = levelOf(finding) ?? (kind === 'not-applicable' ? 'notice' : undefined)
  if (level === undefined) return []
  const where = place === undefined ? {} : { file: place.file, line: String(place.line) }
  const properties = Object.entries({ ...where, title: rule.id })
    .map(([name, value]) => `${name}=${property(logLine(value))}`)
    .join(',')
  return [`::${level} ${properties}::${data([headline, ...details].map(logLine).join('\n'))}`]
}

/** As @actions/core escapes them. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
