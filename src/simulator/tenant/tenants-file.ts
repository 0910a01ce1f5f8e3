import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Directory } from './directory.ts'

/** A tenants document as docs/audit.md describes it, and the variables that it names. */
export interface TenantsFile {
  readonly path: string
  readonly secrets: Readonly<Record<string, string>>
  remove(): Promise<void>
}

export async function writeTenantsFile(directories: readonly Directory[]): Promise<TenantsFile> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-gate-tenants-'))
  const path = join(folder, 'mfa-tenants.yaml')
  const variable = (index: number): string => `SIMULATED_SECRET_${index + 1}`
  const tenants = directories.map(({ tenantId, tenantName, clientId }, index) => ({
    tenant: tenantId,
    name: tenantName,
    credential: { clientId, secretFrom: { env: variable(index) } },
  }))
  await writeFile(path, stringify({ tenants }))
  return {
    path,
    secrets: Object.fromEntries(
      directories.map(({ clientSecret }, index) => [variable(index), clientSecret]),
    ),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
