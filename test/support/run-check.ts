import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Tenant } from '../../src/simulator/tenant/index.ts'
import { mfaGate } from './run-process.ts'

export interface CheckRun {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CheckOptions {
  /** The rules document, written to a file of its own. */
  readonly rules?: string
  readonly args?: readonly string[]
  /** Further variables; one that is undefined is not set. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** More files beside the rules document, by name. */
  readonly files?: Readonly<Record<string, string>>
}

/** Runs `check` as a process of its own against a tenant, in a directory that is gone afterwards. */
export async function runCheck(tenant: Tenant, options: CheckOptions = {}): Promise<CheckRun> {
  const { rules, args = [], environment = {}, files = {} } = options
  const directory = await mkdtemp(join(tmpdir(), 'mfa-gate-check-'))
  try {
    const all = rules === undefined ? files : { ...files, 'mfa-rules.yaml': rules }
    for (const [name, content] of Object.entries(all)) await writeFile(join(directory, name), content)
    const child = spawn(
      process.execPath,
      [mfaGate, 'check', ...(rules === undefined ? [] : ['--rules', 'mfa-rules.yaml']), ...args],
      {
        cwd: directory,
        env: { PATH: process.env['PATH'], ...tenant.environment, ...environment },
        timeout: 60_000,
      },
    )
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { exitCode: child.exitCode, stdout, stderr }
  } finally {
    await rm(directory, { recursive: true })
  }
}
