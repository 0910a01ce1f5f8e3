import assert from 'node:assert/strict'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    for (const listed of [...clone.files, 'README.md', 'LICENSE']) copyAll(listed, staging)
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

/** What a manifest lists is a path or a pattern of paths. */
function copyAll(listed: string, staging: string): void {
  const paths = globSync(listed, { cwd: projectDirectory })
  assert.notDeepEqual(paths, [], `${listed} is listed and not there`)
  for (const path of paths) {
    mkdirSync(join(staging, path, '..'), { recursive: true })
    cpSync(join(projectDirectory, path), join(staging, path), { recursive: true })
  }
}
