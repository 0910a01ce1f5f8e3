import { type FormatName, formats } from '../../src/report/formats/formats.ts'
import { type Assessed, type Occasion, type Report, reportOfCheck } from '../../src/report/report.ts'
import { reportOf, type ReportInput } from '../../src/report/report-of.ts'

/** What formats make their texts from, for a check. */
export function reportsOf(input: ReportInput): readonly Report[] {
  return [checkOf(input)]
}

export function checkOf(input: ReportInput): Assessed {
  return reportOfCheck(reportOf(input))
}

/** One assessment as a check writes it. */
export async function rendered(
  name: FormatName,
  input: ReportInput,
  occasion: Occasion = {},
): Promise<string> {
  const render = await formats[name].load()
  return render(reportsOf(input), occasion)
}
