import { type Answered, outcomeFrom, tallyOf } from '../rules/outcome.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

/** What the published documents say of all answers together. */
export function summaryOf(answers: readonly Answered[]): NonNullable<AssessmentReport['summary']> {
  return { outcome: outcomeFrom(answers), rules: { ...tallyOf(answers) } }
}

/** The answers of a report, whichever version of the gate has written it. */
export function answersIn({ verdicts }: Pick<AssessmentReport, 'verdicts'>): readonly Answered[] {
  return verdicts.map(({ verdict, effect, waived }) => ({ kind: verdict, effect, waived }))
}
