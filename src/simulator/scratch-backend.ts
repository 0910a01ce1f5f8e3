import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A Pulumi backend in a temporary folder: no login, no account, nothing left behind. */
export interface ScratchBackend {
  readonly environment: Readonly<Record<string, string>>
  remove(): void
}

export function scratchBackend(): ScratchBackend {
  const directory = mkdtempSync(join(tmpdir(), 'entra-mfa-gate-'))
  return {
    environment: {
      PULUMI_BACKEND_URL: pathToFileURL(directory).href,
      // Nothing secret is ever stored in this backend.
      PULUMI_CONFIG_PASSPHRASE: 'scratch',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}
