import { ConfigurationError } from '../../config/problem.ts'
import { type Printed, writeReports } from '../../gate/write-reports.ts'
import { formats } from '../../report/formats/formats.ts'
import { worstOf } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { jobSummary } from './job-summary.ts'
import { terminalOf } from './terminal.ts'
import { note, print } from './tell.ts'

/**
 * Prints and writes every report. What cannot be written does not keep the others from being written; `further` tells
 * what has gone wrong already.
 * @throws ConfigurationError for each that could not
 */
export async function output(
  { targets, reports, occasion }: Printed,
  effects: Effects,
  time: () => number,
  further: readonly string[] = [],
): Promise<void> {
  const { stdout, environment, directory, voice } = effects
  const terminal = terminalOf(stdout, environment)
  for (const { format, file } of targets) {
    if (file !== undefined) continue
    const render = await formats[format].load()
    const text = render(reports, terminal === undefined ? occasion : { ...occasion, terminal })
    const isUnwanted = format === 'text' && voice === 'quiet' && worstOf(reports) === 'passed'
    if (!isUnwanted) await print(stdout, format, text)
  }
  const summaries = await jobSummary({ targets, reports, occasion }, effects)
  const written = await writeReports({ targets, reports, occasion }, directory, time())
  const problems = [...further, ...written, ...summaries]
  if (problems.length > 0) throw new ConfigurationError(problems)
  const files = targets.flatMap(({ format, file }) => (file === undefined ? [] : [`${file} (${format})`]))
  if (files.length > 0) await note(effects, `wrote ${files.join(', ')}`)
}
