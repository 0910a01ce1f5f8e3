import { type Item, ok } from '../../doctor/item.ts'
import type { EvidenceManifest } from '../../schemas/evidence/manifest.ts'
import isEvidenceManifest from '../../schemas/compiled/is-evidence-manifest.cjs'
import type { Files } from '../archive.ts'
import { canonical, sha256 } from '../../snapshots/canonical-json.ts'
import { jsonOf, sameBytes } from '../bytes.ts'
import { bytesOf } from '../../io/utf8.ts'
import { requiredFiles } from '../file-names.ts'
import { failed } from './failed.ts'

/** The manifest, when it is one and tells of every file what is so. */
export function checkManifest(files: Files, items: Item[]): EvidenceManifest | undefined {
  const missing = requiredFiles.filter((name) => !files.has(name))
  if (missing.length > 0) {
    items.push(failed('Manifest', `the bundle lacks ${missing.join(', ')}`))
    return undefined
  }
  const manifest = read(files.get('manifest.json') ?? new Uint8Array())
  if (typeof manifest === 'string') {
    items.push(failed('Manifest', manifest))
    return undefined
  }
  const wrong = [...listed(manifest, files), ...digests(manifest, files)]
  items.push(
    ...wrong.map((problem) => failed('Manifest', problem)),
    ...(wrong.length > 0
      ? []
      : [ok('Manifest', `size and SHA-256 of ${manifest.files.length} files are as it says`)]),
  )
  return wrong.length > 0 ? undefined : manifest
}

function read(bytes: Uint8Array): EvidenceManifest | string {
  const value = jsonOf(bytes)
  const version = typeof value === 'object' && value && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version !== 1) {
    return `the bundle is of version ${version}, and this gate reads version 1; verify it with a newer one`
  }
  if (!isEvidenceManifest(value)) return 'manifest.json is not a manifest of entra-mfa-gate'
  return sameBytes(bytes, bytesOf(canonical(value)))
    ? value
    : 'manifest.json is not canonical JSON, so it was changed'
}

function listed(manifest: EvidenceManifest, files: Files): readonly string[] {
  const named = manifest.files.map(({ name }) => name)
  const there = [...files.keys()].filter((name) => name !== 'manifest.json' && name !== 'manifest.jws')
  return [
    ...named
      .filter((name, at) => named.indexOf(name) !== at)
      .map((name) => `manifest.json names ${name} twice`),
    ...named
      .filter((name) => !(there as readonly string[]).includes(name))
      .map((name) => `manifest.json names ${JSON.stringify(name.slice(0, 100))}, which is not in the bundle`),
    ...there
      .filter((name) => !named.includes(name))
      .map((name) => `the bundle holds ${name}, which manifest.json does not name`),
  ]
}

function digests(manifest: EvidenceManifest, files: Files): readonly string[] {
  return [...files].flatMap(([name, bytes]) => {
    const entry = manifest.files.find((file) => file.name === name)
    if (entry === undefined || (entry.size === bytes.length && entry.sha256 === sha256(bytes))) return []
    return [`${name} is not the file that manifest.json names: its SHA-256 differs`]
  })
}
