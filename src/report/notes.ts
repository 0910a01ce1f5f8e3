import { outcomeSentenceOf } from './outcome-words.ts'
import { type Finding, stackName } from './findings.ts'
import { answersIn, type Occasion, type Report, titleOf } from './report.ts'
import { summarySentence } from './audit/sentences.ts'
import { unmatchedIn } from './unmatched-note.ts'

/** What a report has to say beside the answers of its rules. */
export interface Note extends Pick<Finding, 'stack' | 'tenant'> {
  /** As a rule's id, which no rule may have. */
  readonly rule: { readonly id: string }
  readonly level: 'error' | 'warning'
  readonly text: string
}

/** Exclusions that fit nobody, and why a tenant has no assessment: a defect of the gate, or workers who ended over it. */
export function notesOf(report: Report, { audit }: Occasion): readonly Note[] {
  const { tenant, assessment, reason } = report
  const about = {
    stack: assessment && stackName(assessment.stack),
    tenant: audit && { key: tenant.key, title: titleOf(tenant) },
  }
  const unmatched = assessment && unmatchedIn(assessment.verdicts)
  return [
    ...(unmatched === undefined
      ? []
      : [{ ...about, rule: { id: 'mfa-gate-exclusions' }, level: 'warning' as const, text: unmatched }]),
    ...(reason === undefined
      ? []
      : [
          {
            ...about,
            rule: { id: `mfa-gate-${reason.code}` },
            level: 'error' as const,
            text: `${titleOf(tenant)}: ${reason.what}. To do: ${reason.todo}.`,
          },
        ]),
  ]
}

/** What came of it all. */
export function closingSentence(reports: readonly Report[], { audit }: Occasion): string {
  if (audit !== undefined) return summarySentence(reports, audit)
  return outcomeSentenceOf(reports.flatMap(({ assessment }) => (assessment ? answersIn(assessment) : [])))
}
