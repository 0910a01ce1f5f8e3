import type { AssessmentReport } from '../schemas/assessment-report.ts'

/** The id of the tenant that was read; undefined when none of the readings came about. */
export function tenantRead({ verdicts }: AssessmentReport): string | undefined {
  return verdicts.find(({ reading }) => reading?.tenantId !== undefined)?.reading?.tenantId
}
