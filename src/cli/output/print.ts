import { ConfigurationError } from '../../config/problem.ts'
import type { ReportTarget } from '../../outputs/report-target.ts'
import { writeReports } from '../../outputs/write-reports.ts'
import { formats } from '../../report/formats/formats.ts'
import type { ReportInput } from '../../report/report-input.ts'
import type { Effects } from '../effects.ts'
import { jobSummary } from './job-summary.ts'
import { terminalOf } from './terminal.ts'

/**
 * Prints and writes every report of one assessment. What cannot be written does not keep the others from being written.
 * @throws ConfigurationError for each that could not
 */
export async function output(
  targets: readonly ReportTarget[],
  input: ReportInput,
  effects: Effects,
  time: () => number,
): Promise<void> {
  const { stdout, environment, directory } = effects
  const terminal = terminalOf(stdout, environment)
  for (const { format, file } of targets) {
    if (file !== undefined) continue
    const render = await formats[format].load()
    stdout.write(render(terminal === undefined ? input : { ...input, terminal }))
  }
  const summaries = await jobSummary(targets, input, effects)
  const problems = [...(await writeReports(targets, input, directory, time())), ...summaries]
  if (problems.length > 0) throw new ConfigurationError(problems)
}
