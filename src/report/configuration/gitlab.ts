import type { ConfigurationReport } from '../../schemas/configuration-report.ts'
import { printable } from '../plain.ts'
import { identityIn } from './identity.ts'
import type { Placed } from './review.ts'

const severities = { error: 'critical', warning: 'major', note: 'info' } as const

/** GitLab's code quality report. */
export function renderGitlab({ files }: ConfigurationReport, placed: Placed): string {
  const issues = files.flatMap((reviewed) =>
    reviewed.findings.map((found) => ({
      description: printable(found.message),
      check_name: `policy-config/${found.code}`,
      fingerprint: identityIn(reviewed, found),
      severity: severities[found.level],
      location: { path: placed(reviewed.file) ?? reviewed.file, lines: { begin: found.line ?? 1 } },
    })),
  )
  return `${JSON.stringify(issues, undefined, 2)}\n`
}
