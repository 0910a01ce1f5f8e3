import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the program of a clone's manifest is read for here. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly files: readonly string[]
  readonly [key: string]: unknown
}

/** What only a clone needs; what is depended on stands in the bundles. */
const ofTheClone = ['scripts', 'dependencies', 'devDependencies', 'overrides', 'prettier', 'mocha']

/**
 * The manifest that is published. The directory form of the pack is started by the launcher of the user's own
 * `@pulumi/pulumi`; nothing else needs that package.
 */
export function publishedManifest(manifest: Manifest): object {
  const kept = Object.entries(manifest).filter(([key]) => !ofTheClone.includes(key))
  return {
    ...Object.fromEntries(kept),
    peerDependencies: { '@pulumi/pulumi': '^3.0.0' },
    peerDependenciesMeta: { '@pulumi/pulumi': { optional: true } },
    // Pulumi loads the pack from the disk, not out of Yarn's archives.
    preferUnplugged: true,
  }
}

/** Puts the published manifest in place while npm packs; it reads the manifest again after `prepack`. */
export function putInPlace(root: string): void {
  takeBack(root)
  const file = join(root, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  renameSync(file, asideIn(root))
  writeFileSync(file, `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`)
}

/** Puts the clone's own back, also after a packing that was interrupted; git has it too. */
export function takeBack(root: string): void {
  const aside = asideIn(root)
  if (existsSync(aside)) renameSync(aside, join(root, 'package.json'))
}

function asideIn(root: string): string {
  return join(root, 'node_modules/.package-of-the-clone.json')
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (process.argv[2] === 'put') putInPlace(root)
  else takeBack(root)
}
