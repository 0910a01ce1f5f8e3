import { type Finding, findingsOf, identityOf, wholeText } from '../findings.ts'
import { standInPlace } from '../place.ts'
import { printable } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { stackName } from '../stack-name.ts'
import { unmatchedIn, unmatchedName } from '../unmatched-note.ts'

/** GitLab's code quality report: what stops or warns, and as `info` what is waived or was not asked. */
export function renderGitlab(input: ReportInput): string {
  const issues = findingsOf(input)
    .filter(({ effect, kind }) => effect !== 'none' || kind === 'not-applicable')
    .map((finding) => ({
      description: printable(wholeText(finding)),
      check_name: finding.rule.id,
      // Stable from run to run, by which GitLab tells new findings from old ones; ids are unique in a document, and stacks share it.
      fingerprint: identityOf(finding),
      severity: severityOf(finding),
      location: locationOf(finding),
    }))
  return `${JSON.stringify([...issues, ...unmatched(input)], undefined, 2)}\n`
}

function unmatched({ assessment, stack }: ReportInput): readonly object[] {
  const note = unmatchedIn(assessment)
  if (note === undefined) return []
  const issue = {
    description: printable(note),
    check_name: unmatchedName,
    fingerprint: identityOf({ rule: { id: unmatchedName }, stack: stackName(stack) }),
    severity: 'info',
    location: { path: standInPlace.file, lines: { begin: standInPlace.line } },
  }
  return [issue]
}

function locationOf({ place: { file, line } = standInPlace }: Finding): object {
  return { path: file, lines: { begin: line } }
}

const severities = { low: 'minor', medium: 'major', high: 'critical', critical: 'blocker' } as const

function severityOf({ effect, waived, rule, kind }: Finding): string {
  if (effect === 'stop') return severities[rule.severity]
  return waived || kind === 'not-applicable' ? 'info' : 'minor'
}
