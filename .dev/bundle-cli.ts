import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/**
 * Bundles the command with the libraries that every check loads, in place of what tsc has written as
 * `dist/src/cli/main.js`: a few files in place of some four hundred, which is most of the time that a check of a small
 * tenant takes. What only some checks need lies in chunks beside it.
 */
export async function bundleCli(root: string): Promise<void> {
  await build({
    entryPoints: [join(root, 'src/cli/main.ts')],
    outdir: join(root, 'dist/src/cli'),
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Some of the libraries are CommonJS.
    banner: {
      js: 'import { createRequire as createRequireHere } from "node:module"; const require = createRequireHere(import.meta.url);',
    },
    plugins: [leaveOut, styleSheet],
  })
}

/**
 * Loaded by every check, or by every sign-in. The rest is asked for rarely, and stays where npm has put it.
 */
const bundled =
  /^(@azure\/(identity|core-rest-pipeline)|@microsoft\/microsoft-graph-client|commander|yaml|fastest-levenshtein|cli-table3|signal-exit)$/

const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ path, importer, kind }) => {
      const ours = !importer.includes('node_modules')
      return ours && kind !== 'entry-point' && !bundled.test(path) ? { path, external: true } : undefined
    })
    // A stand-in with a command of its own; main.js lies beside it in dist as it does in src.
    onResolve({ filter: /\/simulator\// }, ({ path }) => ({
      path: path.replace(/\.ts$/, '.js'),
      external: true,
    }))
  },
}

/** A chunk has no file beside it. */
const styleSheet: Plugin = {
  name: 'style-sheet',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]page[\\/]style-sheet\.ts$/ }, async ({ path }) => {
      const css = await readFile(join(path, '../../report.css'), 'utf8')
      return { contents: `export const styleSheet = ${JSON.stringify(css)}`, loader: 'js' }
    })
  },
}

if (import.meta.main) await bundleCli(join(import.meta.dirname, '..'))
