import { resolve } from 'node:path'
import type { ReportTarget } from '../config/report-target.ts'
import { type FormatName, formats } from '../report/formats/formats.ts'
import type { Occasion, Report } from '../report/report.ts'
import { writeWhole } from '../io/write-file.ts'

/** What is printed and written of a check or an audit. */
export interface Printed {
  readonly targets: readonly ReportTarget[]
  readonly reports: readonly Report[]
  readonly occasion: Occasion
}

/**
 * Writes the reports that go to files, every one that can be; answers a sentence for each that cannot. `patience`, in
 * milliseconds, is how long the readers of pipes may keep them waiting together.
 */
export async function writeReports(
  { targets, reports, occasion }: Printed,
  directory: string,
  patience?: number,
): Promise<readonly string[]> {
  const render = async (format: FormatName): Promise<string> =>
    (await formats[format].load())(reports, occasion)
  return writeTexts(targets, render, directory, patience)
}

/** The same of whatever is rendered. */
export async function writeTexts<Format extends FormatName>(
  targets: readonly (ReportTarget & { readonly format: Format })[],
  render: (format: Format) => Promise<string>,
  directory: string,
  patience?: number,
): Promise<readonly string[]> {
  const left = budgetOf(patience)
  const problems = await Promise.all(
    targets.map(async ({ format, file }) => {
      if (file === undefined) return []
      const text = await render(format)
      const problem = writeWhole(resolve(directory, file), text, { readers: 'umask', patience: left() })
      return problem === undefined ? [] : [`the report ${file} cannot be written (${problem})`]
    }),
  )
  return problems.flat()
}

/** What is left of so many milliseconds whenever it is asked; undefined: there is no limit. */
function budgetOf(milliseconds: number | undefined): () => number | undefined {
  if (milliseconds === undefined) return () => undefined
  const end = performance.now() + milliseconds
  return () => Math.max(0, end - performance.now())
}
