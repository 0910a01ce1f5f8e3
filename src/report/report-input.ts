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
  /** How other tools name a file of ours; undefined for a file that they cannot show. */
  readonly placed?: (file: string) => string | undefined
  /** The screen that the report is shown on; undefined for a file, a pipe or a log. */
  readonly terminal?: Terminal
}

export interface Terminal {
  readonly columns: number
  readonly colour: boolean
}

/** A format: a pure function to the whole text of the report. */
export type Render = (input: ReportInput) => string
