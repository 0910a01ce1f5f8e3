import { resolve } from 'node:path'
import { formats } from '../report/formats/formats.ts'
import type { ReportInput } from '../report/report-input.ts'
import type { ReportTarget } from './report-target.ts'
import { writeWhole } from '../io/write-file.ts'

/** Writes the reports that go to files, every one that can be; answers a sentence for each that cannot. */
export async function writeReports(
  targets: readonly ReportTarget[],
  input: ReportInput,
  directory: string,
): Promise<readonly string[]> {
  const problems = await Promise.all(
    targets.map(async ({ format, file }) => {
      if (file === undefined) return []
      const render = await formats[format].load()
      const problem = writeWhole(resolve(directory, file), render(input), { readers: 'umask' })
      return problem === undefined ? [] : [`the report ${file} cannot be written (${problem})`]
    }),
  )
  return problems.flat()
}
