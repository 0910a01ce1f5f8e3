import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/**
 * Writes `dist`: every file of `src` as JavaScript, each for itself, and the pack's for the library. The types are tsc's to
 * check and to write.
 */
export async function emit(root: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const sources = await Promise.all(['src', 'policy-pack'].map((room) => sourcesIn(join(root, room))))
  await build({
    entryPoints: sources.flat(),
    outdir: join(root, 'dist'),
    outbase: root,
    define: { PACK_VERSION: JSON.stringify(version) },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'warning',
    plugins: [eachForItself],
  })
}

const eachForItself: Plugin = {
  name: 'each-for-itself',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === 'entry-point'
        ? undefined
        : { path: path.startsWith('.') ? path.replace(/\.ts$/, '.js') : path, external: true },
    )
  },
}

async function sourcesIn(directory: string): Promise<readonly string[]> {
  const files = await readdir(directory, { recursive: true })
  return files.filter((path) => path.endsWith('.ts')).map((path) => join(directory, path))
}
