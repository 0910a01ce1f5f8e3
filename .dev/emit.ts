import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** Writes `dist/src`: every file of `src` as JavaScript, each for itself. The types are tsc's to check and to write. */
export async function emit(root: string): Promise<void> {
  const sources = (await readdir(join(root, 'src'), { recursive: true })).filter((path) =>
    path.endsWith('.ts'),
  )
  await build({
    entryPoints: sources.map((path) => join(root, 'src', path)),
    outdir: join(root, 'dist/src'),
    outbase: join(root, 'src'),
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
