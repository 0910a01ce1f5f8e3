import type { Assessment } from '../rules/assessment.ts'

/** What a report is made from. */
export interface ReportInput {
  readonly assessment: Assessment
  /** Of the gate. */
  readonly version: string
}
