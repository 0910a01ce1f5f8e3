import { join, resolve } from 'node:path'
import type { Printed } from '../../gate/write-reports.ts'
import { appendWhole } from '../../io/append-file.ts'
import { writeWhole } from '../../io/write-file.ts'
import { uploadSummary } from '../../report/formats/azure-devops.ts'
import { formats } from '../../report/formats/formats.ts'
import type { Effects, Output } from '../effects.ts'

/**
 * What the formats of two services bring besides their lines in the log: the Markdown report on the page of the job.
 * Answers a sentence for each that could not be written.
 */
export async function jobSummary(
  printed: Printed,
  { environment, directory, stdout }: Effects,
): Promise<readonly string[]> {
  const asked = (name: string): boolean =>
    printed.targets.some(({ format, file }) => format === name && file === undefined)
  const problems: string[] = []
  const step = environment['GITHUB_STEP_SUMMARY']
  if (step && asked('github')) problems.push(...(await append(resolve(directory, step), printed)))
  const agent = environment['AGENT_TEMPDIRECTORY']
  if (agent && asked('azure-devops'))
    problems.push(...(await upload(resolve(directory, agent), printed, stdout)))
  return problems
}

/** Appended, as earlier commands of the same step may have written there. */
async function append(file: string, printed: Printed): Promise<readonly string[]> {
  const problem = appendWhole(file, await markdown(printed))
  if (problem === undefined) return []
  return [`the step summary ${file} cannot be written (${problem}); correct GITHUB_STEP_SUMMARY`]
}

async function upload(directory: string, printed: Printed, stdout: Output): Promise<readonly string[]> {
  // The agent reads the file after the step, and shows it under its name.
  const file = join(directory, `mfa-registration-${momentOf(printed)}.md`)
  const problem = writeWhole(file, await markdown(printed), { readers: 'umask' })
  if (problem === undefined) {
    stdout.write(uploadSummary(file))
    return []
  }
  return [`the summary ${file} cannot be written (${problem}); correct AGENT_TEMPDIRECTORY`]
}

function momentOf({ reports, occasion }: Printed): number {
  return Date.parse(occasion.audit?.finishedAt ?? reports[0]?.judgedAt ?? '')
}

async function markdown({ reports, occasion }: Printed): Promise<string> {
  const render = await formats.markdown.load()
  return render(reports, occasion)
}
