import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from './run-cli.ts'
import type { Ran } from './run-process.ts'

export interface CheckOptions {
  /** The rules document, written to a file of its own. */
  readonly rules?: string
  readonly args?: readonly string[]
  /** Further variables; one that is undefined is not set. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** More files beside the rules document, by name. */
  readonly files?: Readonly<Record<string, string>>
}

/** Runs `check` against a tenant, in a directory that is gone afterwards. */
export async function runCheck(tenant: Tenant, options: CheckOptions = {}): Promise<Ran> {
  const { rules, args = [], environment = {}, files = {} } = options
  const directory = await mkdtemp(join(tmpdir(), 'mfa-gate-check-'))
  try {
    const all = rules === undefined ? files : { ...files, 'mfa-rules.yaml': rules }
    for (const [name, content] of Object.entries(all)) await writeFile(join(directory, name), content)
    return await runCli(
      ['check', ...(rules === undefined ? [] : ['--rules', 'mfa-rules.yaml']), ...args],
      { ...tenant.environment, ...environment },
      { cwd: directory },
    )
  } finally {
    await rm(directory, { recursive: true })
  }
}
