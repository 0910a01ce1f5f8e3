import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * File name of a tenant's page: lower-case ASCII whatever the tenant is called, so that it is safe on every file system
 * and in a link; distinct for distinct ids, and the same on the next run.
 */
export function pageNameOf({ tenantId, name }: { readonly tenantId: string; readonly name: string }): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  const digest = bytesToHex(sha256(utf8ToBytes(tenantId.toLowerCase().toWellFormed()))).slice(0, 12)
  return `tenant-${words === '' ? '' : `${words}-`}${digest}.html`
}
