import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface TrustFile {
  readonly path: string
  remove(): Promise<void>
}

/** The authority's certificate as a file, since NODE_EXTRA_CA_CERTS takes nothing else. */
export async function writeTrustFile(pem: string): Promise<TrustFile> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-gate-tenant-'))
  const path = join(folder, 'ca.pem')
  await writeFile(path, pem)
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}
