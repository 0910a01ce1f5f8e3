import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Manifest, publishedManifest } from '../../.dev/published-manifest.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

/** What npm says of a tarball that it has packed. */
export interface Packed {
  readonly file: string
  readonly files: readonly { readonly path: string; readonly size: number }[]
  readonly unpackedSize: number
  readonly manifest: Readonly<Record<string, unknown>>
}

/**
 * Packs what `npm pack` packs in the clone, out of a copy: there it would put another manifest in place for a moment,
 * and other tests read the clone's.
 */
export async function packPublished(into: string): Promise<Packed> {
  const clone = JSON.parse(readFileSync(join(projectDirectory, 'package.json'), 'utf8')) as Manifest
  const staging = mkdtempSync(join(tmpdir(), 'mfa-gate-staging-'))
  try {
    for (const path of [...clone.files, 'README.md', 'LICENSE']) copy(path, staging)
    const manifest = publishedManifest(clone)
    writeFileSync(join(staging, 'package.json'), JSON.stringify(manifest, null, 2))
    const { exitCode, stdout, stderr } = await runProcess(
      ['npm', 'pack', '--json', '--pack-destination', into],
      cleanEnvironment(),
      { cwd: staging },
    )
    assert.equal(exitCode, 0, stderr)
    const [packed] = JSON.parse(stdout) as [Omit<Packed, 'file'> & { readonly filename: string }]
    return { ...packed, file: join(into, packed.filename), manifest: { ...manifest } }
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function copy(path: string, staging: string): void {
  const from = join(projectDirectory, path)
  assert.ok(existsSync(from), `${path} is listed and not there`)
  mkdirSync(join(staging, path, '..'), { recursive: true })
  cpSync(from, join(staging, path), { recursive: true })
}
