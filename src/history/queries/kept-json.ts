import { Ajv, type ValidateFunction } from 'ajv'
import { ConfigurationError } from '../../config/problem.ts'
import { jsonIn } from '../../io/parse-json.ts'
import { type AssessmentReport, assessmentReportSchema } from '../../schemas/assessment-report.ts'

// Compiled when a history is read and not with the others, which every preview loads.
let isReport: ValidateFunction<AssessmentReport> | undefined

/** @throws ConfigurationError when somebody has changed what was kept */
export function parseReport(text: string, id: number): AssessmentReport {
  isReport ??= new Ajv({ strict: false }).compile<AssessmentReport>(assessmentReportSchema)
  const value = jsonIn(text)
  if (isReport(value)) return value
  throw new ConfigurationError([
    `the history's assessment ${id} holds a report that is none; it was changed by hand or damaged: put a copy of the history in place, or delete that row`,
  ])
}

/** @throws ConfigurationError */
export function parseTags(text: string, id: number): Readonly<Record<string, string>> {
  const value = jsonIn(text)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
      return Object.fromEntries(entries)
  }
  throw new ConfigurationError([
    `the history's assessment ${id} holds tags that are none; it was changed by hand or damaged: put a copy of the history in place, or delete that row`,
  ])
}
