import type { EvidenceManifest } from '../schemas/evidence/manifest.ts'
import type { Files } from './archive.ts'
import { canonical, sha256 } from '../snapshots/canonical-json.ts'
import { bytesOf } from '../io/utf8.ts'

type ManifestHead = Pick<EvidenceManifest, 'madeAt' | 'madeBy' | 'tenantId' | 'outcome' | 'signedBy'>

/** The manifest of all files but itself, as the bytes that are written and signed. */
export function manifestBytes(head: ManifestHead, files: Files): Uint8Array {
  const manifest: EvidenceManifest = {
    kind: 'entra-mfa-gate evidence manifest',
    version: 1,
    ...head,
    files: [...files].map(([name, bytes]) => ({ name, size: bytes.length, sha256: sha256(bytes) })),
  }
  return bytesOf(canonical(manifest))
}
