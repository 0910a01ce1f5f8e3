import type { ReportInput } from '../report-input.ts'
import { reportOf } from '../report-of.ts'

export function renderJson(input: ReportInput): string {
  return `${JSON.stringify(reportOf(input), undefined, 2)}\n`
}
