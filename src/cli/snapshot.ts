import { resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { parseDeadline, settingsFrom } from '../config/settings.ts'
import { writeWhole } from '../outputs/write-file.ts'
import type { Snapshot } from '../posture/snapshot.ts'
import { readTenant } from '../read-tenant.ts'
import { renderSaved } from '../report/saved-text.ts'
import { undeterminedLines } from '../report/verdict-lines.ts'
import { savedText } from '../snapshots/saved-snapshot.ts'
import { exitCodes } from './exit-code.ts'
import { version } from './version.ts'

interface SnapshotOptions {
  readonly output: string
  readonly timeout?: string
}

/** `mfa-gate snapshot`: reads the tenant once and saves its counts for the jobs that follow. */
export function snapshotCommand(finish: (exitCode: number) => void): Command {
  return new Command('snapshot')
    .description('Read the tenant once and save its counts, so that later jobs need no credential.')
    .requiredOption('--output <file>', 'where to; - prints it')
    .option(
      '--timeout <time>',
      'for sign-in, requests and retries together; default: MFA_GATE_TIMEOUT, else 30s',
    )
    .action(async (options: SnapshotOptions) => finish(await save(options)))
}

async function save({ output, timeout }: SnapshotOptions): Promise<number> {
  const fromEnvironment = settingsFrom(process.env)
  const settings =
    timeout === undefined
      ? fromEnvironment
      : { ...fromEnvironment, deadlineMs: parseDeadline(timeout, '--timeout') }
  const reading = await readTenant({ settings, environment: process.env, now: () => new Date() })
  if (reading.kind === 'undetermined') {
    process.stderr.write(`${undeterminedLines(reading.reason).join('\n')}\nNothing was saved.\n`)
    return exitCodes.undetermined
  }
  await write(output, reading.snapshot)
  return exitCodes.pass
}

async function write(output: string, snapshot: Snapshot): Promise<void> {
  const text = savedText(snapshot, version)
  if (output === '-') {
    process.stdout.write(text)
    return
  }
  const problem = await writeWhole(resolve(output), text)
  if (problem !== undefined) {
    throw new ConfigurationError([`the snapshot ${output} cannot be written (${problem}); correct --output`])
  }
  process.stdout.write(renderSaved(output, snapshot))
}
