import type { Assessment } from '../rules/assessment.ts'
import type { Stack } from '../rules/stack.ts'

/** What a report is made from: the assessment, and what it was made of. */
export interface ReportInput {
  readonly assessment: Assessment
  /** Where the rules come from, for people. */
  readonly rulesOrigin: string
  readonly stack: Stack
  /** When it was judged. */
  readonly now: Date
  /** Of the gate. */
  readonly version: string
}
