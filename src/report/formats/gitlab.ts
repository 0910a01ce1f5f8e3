import { type Finding, findingsOf, wholeText } from '../findings.ts'
import { printable } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'

/** GitLab's code quality report: what stops or warns, and what is waived as `info`. */
export function renderGitlab(input: ReportInput): string {
  const issues = findingsOf(input)
    .filter(({ effect }) => effect !== 'none')
    .map((finding) => ({
      description: printable(wholeText(finding)),
      check_name: finding.rule.id,
      // Stable from run to run, by which GitLab tells new findings from old ones; ids are unique in a document.
      fingerprint: `entra-mfa-gate:${finding.rule.id}`,
      severity: severityOf(finding),
      location: { path: finding.place.file, lines: { begin: finding.place.line } },
    }))
  return `${JSON.stringify(issues, undefined, 2)}\n`
}

const severities = { low: 'minor', medium: 'major', high: 'critical', critical: 'blocker' } as const

function severityOf({ effect, waived, rule }: Finding): string {
  if (effect === 'stop') return severities[rule.severity]
  return waived ? 'info' : 'minor'
}
