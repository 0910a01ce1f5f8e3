import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import { later } from '../policy-pack/file/start.ts'
import { forWindows, packFile } from './pack-file.ts'

/**
 * Bundles the policy pack into one file, `policy-pack/dist/entra-mfa-gate`, that Pulumi loads as the directory's main
 * module or starts as an executable.
 */
export async function bundlePack(root: string): Promise<Metafile> {
  const { version, dependencies } = JSON.parse(
    await readFile(join(root, 'policy-pack/package.json'), 'utf8'),
  ) as { version: string; dependencies: Readonly<Record<string, string>> }
  const readme = await readFile(join(root, 'policy-pack/README.md'), 'utf8')
  const schemas = join(root, 'src/schemas/compiled')
  const validators = (await readdir(schemas)).filter((name) => name.endsWith('.cjs'))
  const { outputFiles, metafile } = await build({
    entryPoints: [
      { in: join(root, 'policy-pack/index.ts'), out: 'pack' },
      { in: ownCopies, out: 'own' },
      { in: 'yaml', out: 'yaml' },
      ...validators.map((name) => ({ in: join(schemas, name), out: name })),
    ],
    outdir: root,
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    // Class names are part of error handling, in the SDK and here.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    metafile: true,
    define: { PACK_VERSION: JSON.stringify(version), PACK_README: JSON.stringify(readme) },
    plugins: [shareWithLauncher(root), leaveOut, littleOfPulumi, fixVersion(version)],
  })
  const directory = join(root, 'policy-pack/dist')
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory)
  const used = reachable(metafile, ['pack.js', 'own.js'], 'all')
  const modules = outputFiles.map(({ path, text: module }) => [basename(path), module] as const)
  const text = await packFile(root, {
    modules: new Map(modules.filter(([name]) => used.has(name))),
    started: [...reachable(metafile, ['pack.js'], 'at once')],
    shared,
    oldest: (dependencies['@pulumi/pulumi'] ?? '').replace(/^\^/, ''),
  })
  await writeFile(join(directory, 'entra-mfa-gate'), text, { mode: 0o755 })
  await writeFile(join(directory, 'entra-mfa-gate.cmd'), forWindows)
  // The sources beside it are ES modules, the bundle is not.
  await writeFile(join(directory, 'package.json'), '{ "type": "commonjs" }\n')
  return metafile
}

/** The modules named and what they import, all of it or what is loaded along with them. */
function reachable(
  { outputs }: Metafile,
  first: readonly string[],
  which: 'all' | 'at once',
): ReadonlySet<string> {
  const found = new Set(first)
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]))
  for (const name of found) {
    for (const { path, kind, external } of byName.get(name)?.imports ?? []) {
      const wanted = which === 'all' || (kind === 'import-statement' && external !== true)
      if (wanted && byName.has(basename(path))) found.add(basename(path))
    }
  }
  return found
}

/**
 * What some starts need, and then in the middle of a function: loaded when something of it is first used, in place of at
 * the import.
 */
const whenUsed = /^yaml$|[\\/]compiled[\\/]is-[a-z-]+\.cjs$/

/** What a directory pack's launcher has loaded, or loads for less than the pack can read its own copy. */
const shared = [
  '@grpc/grpc-js',
  '@pulumi/pulumi/proto/analyzer_grpc_pb',
  '@pulumi/pulumi/proto/analyzer_pb',
  '@pulumi/pulumi/proto/plugin_pb',
  'google-protobuf/google/protobuf/empty_pb',
  'google-protobuf/google/protobuf/struct_pb',
]

const ownCopies = 'own-copies'

/** Leaves what is shared or loaded when used to `policy-pack/file/start.ts`, and puts the pack's own copies beside. */
function shareWithLauncher(root: string): Plugin {
  return {
    name: 'share-with-launcher',
    setup({ onResolve, onLoad }) {
      const ours = /@pulumi[\\/]policy[\\/]|[\\/]policy-pack[\\/]/
      onResolve({ filter: /^(@grpc|@pulumi\/pulumi|google-protobuf)\// }, ({ path, importer }) => {
        const name = path.replace(/\.js$/, '')
        return ours.test(importer) && shared.includes(name) ? { path: name, external: true } : undefined
      })
      onResolve({ filter: whenUsed }, ({ path, kind }) =>
        kind === 'entry-point' ? undefined : { path: `${later}${basename(path)}.js`, external: true },
      )
      onResolve({ filter: new RegExp(`^${ownCopies}$`) }, ({ path }) => ({ path, namespace: ownCopies }))
      onLoad({ filter: /.*/, namespace: ownCopies }, () => ({
        contents: `module.exports = {${shared.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`).join()}}`,
        resolveDir: root,
      }))
    },
  }
}

/**
 * What a policy pack never calls: what loads `.proto` files at run time, and of the reports the HTML page with its
 * charts. Left out, the pack starts faster.
 */
const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    // gRPC has it load the protocols of its own services for diagnosis, which nobody registers here.
    onResolve({ filter: /^@grpc\/proto-loader$/ }, ({ path }) => ({ path, namespace: 'left-out' }))
    // `MFA_GATE_REPORT` refuses html, whose charts would make the pack larger by almost a third.
    onResolve({ filter: /^\.\/html\.ts$/ }, ({ path }) => ({ path, namespace: 'left-out' }))
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/**
 * Of the SDK for programs @pulumi/policy needs the assets and four words of the wire. Its `Output` serves to remediate,
 * which this pack never does.
 */
const littleOfPulumi: Plugin = {
  name: 'little-of-pulumi',
  setup({ onResolve, onLoad }) {
    const policy = /@pulumi[\\/]policy[\\/]/
    onResolve({ filter: /^@pulumi\/pulumi(\/runtime\/rpc)?$/ }, ({ path, importer, resolveDir }) =>
      policy.test(importer) ? { path, namespace: 'little', pluginData: resolveDir } : undefined,
    )
    onLoad({ filter: /^@pulumi\/pulumi$/, namespace: 'little' }, ({ pluginData }) => ({
      contents: `exports.asset = require('@pulumi/pulumi/asset')`,
      resolveDir: String(pluginData),
    }))
    onLoad({ filter: /rpc$/, namespace: 'little' }, ({ path, pluginData }) => {
      const rpc = createRequire(`${String(pluginData)}/`)(path) as Record<string, unknown>
      const words = Object.entries(rpc).filter(([name]) => /^special\w*(Key|Sig)$/.test(name))
      return { contents: `module.exports = ${JSON.stringify(Object.fromEntries(words))}` }
    })
    onLoad({ filter: /@pulumi[\\/]policy[\\/]deserialize\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const used = source.matchAll(
        /\b(?:pulumi_1\.(?!asset\b|Output\b)|rpc_1\.(?!special\w+(?:Key|Sig)\b))\w+/g,
      )
      const strange = [...used].map(String)
      if (strange.length > 0)
        throw new Error(
          `@pulumi/policy uses more of @pulumi/pulumi now: ${strange.join(', ')}; adapt the build`,
        )
      return { contents: source, loader: 'js' }
    })
  },
}

/** @pulumi/policy reads the pack's version from a package.json in the working directory, which an executable has not. */
function fixVersion(version: string): Plugin {
  return {
    name: 'fix-version',
    setup({ onLoad }) {
      onLoad({ filter: /@pulumi[\\/]policy[\\/]policy\.js$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        const lookup = 'require(`${cwd}/package.json`)'
        if (!source.includes(lookup))
          throw new Error('@pulumi/policy reads its version differently now; adapt the build')
        return { contents: source.replace(lookup, JSON.stringify({ version })), loader: 'js' }
      })
    },
  }
}

if (import.meta.main) await bundlePack(join(import.meta.dirname, '..'))
