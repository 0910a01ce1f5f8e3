import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
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
    define: { PACK_VERSION: JSON.stringify(version) },
    plugins: [leaveOut, fixVersion(version)],
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
 * What a policy pack never calls: of @pulumi/pulumi the Automation API and what serializes closures, with the compiler
 * and package readers they bring; of the reports the HTML page with its charts. Left out, the pack starts several times
 * faster.
 */
const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    const unused =
      /^(typescript|@npmcli\/arborist|normalize-package-data|\.\/automation|\.\/dynamic|\.\/provider)$/
    onResolve({ filter: unused }, ({ path, importer }) => {
      const local = path.startsWith('.')
      return local && !/@pulumi[\\/]pulumi[\\/]index\.js$/.test(importer)
        ? undefined
        : { path, namespace: 'left-out' }
    })
    // `MFA_GATE_REPORT` refuses html, whose charts would make the pack larger by almost a third.
    onResolve({ filter: /^\.\/html\.ts$/ }, ({ path }) => ({ path, namespace: 'left-out' }))
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {}' }))
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
