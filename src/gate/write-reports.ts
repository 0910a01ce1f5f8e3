import { resolve } from 'node:path'
import type { ReportTarget } from '../config/report-target.ts'
import { formats } from '../report/formats/formats.ts'
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
  const left = budgetOf(patience)
  const problems = await Promise.all(
    targets.map(async ({ format, file }) => {
      if (file === undefined) return []
      const render = await formats[format].load()
      const text = render(reports, occasion)
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
