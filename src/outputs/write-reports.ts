import { resolve } from 'node:path'
import { formats } from '../report/formats/formats.ts'
import type { ReportInput } from '../report/report-input.ts'
import type { ReportTarget } from './report-target.ts'
import { writeWhole } from '../io/write-file.ts'
import { budgetOf } from '../time/budget.ts'

/**
 * Writes the reports that go to files, every one that can be; answers a sentence for each that cannot. `patience`, in
 * milliseconds, is how long the readers of pipes may keep them waiting together.
 */
export async function writeReports(
  targets: readonly ReportTarget[],
  input: ReportInput,
  directory: string,
  patience?: number,
): Promise<readonly string[]> {
  const left = budgetOf(patience)
  const problems = await Promise.all(
    targets.map(async ({ format, file }) => {
      if (file === undefined) return []
      const render = await formats[format].load()
      const text = render(input)
      const problem = writeWhole(resolve(directory, file), text, { readers: 'umask', patience: left() })
      return problem === undefined ? [] : [`the report ${file} cannot be written (${problem})`]
    }),
  )
  return problems.flat()
}
