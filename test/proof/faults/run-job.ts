import { join } from 'node:path'
import { runEngine } from '../../../src/simulator/engine/run-engine.ts'
import { runCli } from '../../support/run-cli.ts'
import { projectDirectory } from '../../support/run-process.ts'
import type { Job, Run } from './job.ts'
import { childrenOf, forgetPeak, peakMb } from './memory.ts'

const pack = join(projectDirectory, 'policy-pack/dist/entra-mfa-gate')

async function check({ environment, directory }: Job): Promise<Run> {
  forgetPeak()
  const { exitCode, stdout, stderr, milliseconds } = await runCli(['check'], environment, { cwd: directory })
  return { exitCode, output: stdout + stderr, milliseconds, megabytes: peakMb(process.pid) }
}

async function preview({ environment, directory }: Job): Promise<Run> {
  const lines: string[] = []
  const keep = (line: string): void => void lines.push(line)
  let megabytes: number | undefined
  const watching = setInterval(() => {
    for (const child of childrenOf(process.pid, 'entra-mfa-gate'))
      megabytes = Math.max(megabytes ?? 0, peakMb(child) ?? 0)
  }, 20)
  const started = performance.now()
  try {
    const exitCode = await runEngine(['preview', '--policy-pack', pack, '--non-interactive'], {
      environment: { ...process.env, ...environment },
      directory,
      write: keep,
      writeError: keep,
      signal: AbortSignal.timeout(60_000),
    })
    return { exitCode, output: lines.join('\n'), milliseconds: performance.now() - started, megabytes }
  } finally {
    clearInterval(watching)
  }
}

/** Has the gate do what the job says, in this process. */
export function runJob(job: Job): Promise<Run> {
  return job.way === 'check' ? check(job) : preview(job)
}
