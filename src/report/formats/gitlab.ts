import { type Finding, findingsOf, identityOf, wholeText } from '../findings.ts'
import { type Note, notesOf } from '../notes.ts'
import { type Place, standInPlace } from '../place.ts'
import { printable } from '../plain.ts'
import type { Render } from '../report.ts'

/** GitLab's code quality report: what stops or warns, and as `info` what is waived or was not asked. */
export const renderGitlab: Render = (reports, occasion) => {
  const issues = reports.flatMap((report) => [
    ...findingsOf(report, occasion)
      .filter(({ effect, kind }) => effect !== 'none' || kind === 'not-applicable')
      .map((finding) => issueOf(finding, wholeText(finding), severityOf(finding), finding.place)),
    ...notesOf(report, occasion).map((note) =>
      issueOf(note, note.text, note.level === 'error' ? 'blocker' : 'info'),
    ),
  ])
  return `${JSON.stringify(issues, undefined, 2)}\n`
}

function issueOf(
  about: Finding | Note,
  text: string,
  severity: string,
  { file, line }: Place = standInPlace,
): object {
  return {
    description: printable(text),
    check_name: about.rule.id,
    // Stable from run to run, by which GitLab tells new findings from old ones; ids are unique in a document, and stacks share it.
    fingerprint: identityOf(about),
    severity,
    location: { path: file, lines: { begin: line } },
  }
}

const severities = { low: 'minor', medium: 'major', high: 'critical', critical: 'blocker' } as const

function severityOf({ effect, waived, rule, kind }: Finding): string {
  if (effect === 'stop') return severities[rule.severity]
  return waived || kind === 'not-applicable' ? 'info' : 'minor'
}
