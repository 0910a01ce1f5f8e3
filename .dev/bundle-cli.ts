import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild'

/**
 * Bundles the command and the library with all that they use into `dist`: nothing is installed beside the package, and a
 * few files in place of some four hundred are most of the time that a check of a small tenant takes. What only some
 * commands need lies in chunks of its own, loaded when it is asked for.
 */
export async function bundleCli(root: string): Promise<Metafile> {
  const options: BuildOptions = {
    ...(await common(root)),
    absWorkingDir: root,
    entryPoints: [
      { in: join(root, commandEntry), out: 'src/cli/main' },
      { in: join(root, 'src/index.ts'), out: 'src/index' },
      { in: join(root, 'policy-pack/policies.ts'), out: 'policy-pack/policies' },
    ],
    outdir: join(root, 'dist'),
    // As deep as the rooms of `src`, from which a module may look for its neighbours.
    chunkNames: 'src/parts/[name]-[hash]',
    splitting: true,
    format: 'esm',
    metafile: true,
    // Some of the libraries are CommonJS.
    banner: {
      js: 'import { createRequire as createRequireHere } from "node:module"; const require = createRequireHere(import.meta.url);',
    },
  }
  const scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-bundle-'))
  try {
    const { metafile: split } = await build({ ...options, write: false, metafile: true })
    const together = join(scratch, 'together.js')
    const imports = smallParts(split).map((path) => `import ${JSON.stringify(join(root, path))}`)
    writeFileSync(together, imports.join('\n'))
    const { metafile } = await build({ ...options, inject: [together], metafile: true })
    return metafile
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const commandEntry = 'src/cli/main.ts'

/** In bytes: what is smaller costs less at every start than as a file of its own, of which there were a hundred. */
const smallest = { part: 8_000, withImports: 9_000 }

/** The modules of small parts that several others share, and that bring nothing larger along. */
function smallParts({ outputs, inputs }: Metafile): readonly string[] {
  const bytesWith = (path: string, seen = new Set<string>()): number => {
    if (seen.has(path)) return 0
    seen.add(path)
    const { bytes = 0, imports = [] } = inputs[path] ?? {}
    const needed = imports.filter(({ kind, external }) => external !== true && kind !== 'dynamic-import')
    return needed.reduce((sum, one) => sum + bytesWith(one.path, seen), bytes)
  }
  const atStart = startOf(outputs)
  return Object.values(outputs)
    .filter(({ entryPoint, bytes }) => entryPoint === undefined && bytes < smallest.part)
    .flatMap((output) => Object.keys(output.inputs))
    .filter((path) => path.startsWith('src/'))
    .filter((path) => bytesWith(path, new Set(atStart)) < smallest.withImports)
}

/** The modules that the command loads whatever it is to do. */
function startOf(outputs: Metafile['outputs']): ReadonlySet<string> {
  const [entry = ''] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === commandEntry) ?? []
  const files = new Set<string>()
  const walk = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') walk(path)
  }
  walk(entry)
  return new Set([...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {})))
}

/** Bundles the command alone into one CommonJS file, the only kind that an executable copy of Node starts. */
export async function bundleCommand(root: string, outfile: string): Promise<void> {
  const options = await common(root)
  await build({
    ...options,
    entryPoints: [join(root, 'src/cli/main.ts')],
    outfile,
    format: 'cjs',
    // There it can require what Node brings, and import nothing.
    supported: { 'dynamic-import': false },
    define: { ...options.define, 'import.meta.url': 'addressOfCommand' },
    banner: { js: 'const addressOfCommand = require("node:url").pathToFileURL(__filename).href;' },
  })
}

async function common(root: string): Promise<BuildOptions> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return {
    bundle: true,
    platform: 'node',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { PACK_VERSION: JSON.stringify(version) },
    // pg asks for a driver in C that nobody has. The policies work on the copy of Pulumi that the pack is made with.
    external: ['pg-native', '@pulumi/*'],
    plugins: [styleSheet],
  }
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
