import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/**
 * Bundles the policy pack into one file, `policy-pack/dist/entra-mfa-gate`, that Pulumi loads as the directory's main
 * module or starts as an executable.
 */
export async function bundlePack(root: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, 'policy-pack/package.json'), 'utf8')) as {
    version: string
  }
  const readme = await readFile(join(root, 'policy-pack/README.md'), 'utf8')
  const directory = join(root, 'policy-pack/dist')
  const outfile = join(directory, 'entra-mfa-gate')
  await rm(directory, { recursive: true, force: true })
  await build({
    entryPoints: [join(root, 'policy-pack/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    minify: true,
    // Class names are part of error handling, in the SDK and here.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: prologue },
    footer: { js: epilogue },
    define: { PACK_VERSION: JSON.stringify(version), PACK_README: JSON.stringify(readme) },
    plugins: [leaveOut, littleOfPulumi, fixVersion(version)],
  })
  await chmod(outfile, 0o755)
  // The sources beside it are ES modules, the bundle is not.
  await writeFile(join(directory, 'package.json'), '{ "type": "commonjs" }\n')
}

/**
 * The file has no ending, so Node takes it for a CommonJS or an ES module by the package.json nearest to where it was
 * put. In the function it runs as CommonJS either way.
 */
const prologue = `#!/usr/bin/env node
(function (require, module, exports, __filename) {
if (parseInt(process.versions.node, 10) < 22) {
  process.stderr.write("entra-mfa-gate needs Node.js 22 or newer; this is " + process.versions.node + ". Put a newer node on PATH.\\n");
  process.exit(1);
}`

const epilogue = `}).apply(globalThis, typeof require === "function" && typeof module === "object"
  ? [require, module, exports, __filename]
  : [process.getBuiltinModule("node:module").createRequire(process.argv[1]), { exports: {} }, {}, process.argv[1]]);`

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
