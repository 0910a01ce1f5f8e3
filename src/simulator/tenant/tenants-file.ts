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
  // One for each app: that of many tenants has one secret.
  const secrets = new Map(directories.map(({ clientId, clientSecret }) => [clientId, clientSecret]))
  const variables = new Map(
    [...secrets.keys()].map((clientId, index) => [clientId, `SIMULATED_SECRET_${index + 1}`]),
  )
  const tenants = directories.map(({ tenantId, tenantName, clientId }) => ({
    tenant: tenantId,
    name: tenantName,
    credential: { clientId, secretFrom: { env: variables.get(clientId) } },
  }))
  await writeFile(path, stringify({ tenants }))
  return {
    path,
    secrets: Object.fromEntries(
      [...secrets].map(([clientId, secret]) => [variables.get(clientId) ?? '', secret]),
    ),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
