import type { AssessmentReport } from '../schemas/assessment-report.ts'

/** Whether a report is about the embedded tenant; older ones say so only beside numbers. */
export function isOfStandIn(report: Pick<AssessmentReport, 'simulated' | 'verdicts'> | undefined): boolean {
  return (
    report?.simulated === true || report?.verdicts.some(({ reading }) => reading?.simulated === true) === true
  )
}
