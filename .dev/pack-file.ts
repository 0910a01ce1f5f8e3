import { join } from 'node:path'
import { build, transform } from 'esbuild'

/** A module of the bundle as an ES module, by its file name. */
export type Modules = ReadonlyMap<string, string>

export interface PackFileParts {
  /** Of `modules`, those that every start reads; the first one starts the pack. */
  readonly started: readonly string[]
  readonly modules: Modules
  readonly shared: readonly string[]
  readonly oldest: string
}

/** The text of the pack's one file, whose other half is `policy-pack/file/start.ts`. */
export async function packFile(
  root: string,
  { started, modules, shared, oldest }: PackFileParts,
): Promise<string> {
  const bodies = new Map<string, string>()
  for (const [name, text] of modules) bodies.set(name, await commonJs(text))
  const kept = [...bodies.keys()].filter((name) => !started.includes(name))
  return [
    prologue,
    await starter(root),
    'gate.start({require,name:__filename,',
    // In brackets, so that V8 compiles them at once instead of twice.
    `started:{${started.map((name) => `${JSON.stringify(name)}:(function(require,module,exports){${bodies.get(name) ?? ''}\n})`).join(',\n')}},`,
    `kept:{${kept.map((name) => `${JSON.stringify(name)}(){/*${inComment(bodies.get(name) ?? '')}*/}`).join(',\n')}},`,
    `shared:${JSON.stringify(shared)},oldest:${JSON.stringify(oldest)}});`,
    epilogue,
    '',
  ].join('\n')
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
 * What starts the file where nobody reads its first line. `%` in the path or in an argument is not looked at again, as
 * `call` would, and `!` means nothing, whatever the machine's setting is.
 */
export const forWindows = [
  '@echo off',
  'setlocal DisableDelayedExpansion',
  'node "%~dp0entra-mfa-gate" %*',
  '',
].join('\r\n')

async function starter(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'policy-pack/file/start.ts')],
    bundle: true,
    platform: 'node',
    format: 'iife',
    globalName: 'gate',
    target: 'node22',
    minify: true,
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

async function commonJs(text: string): Promise<string> {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    // To what start.ts loads, not to what Node would find on the disk.
    supported: { 'dynamic-import': false },
  })
  return code.trimEnd()
}

function inComment(text: string): string {
  if (text.includes('*~/')) throw new Error('a module has "*~/" in it, by which the end of a comment is kept')
  return text.replaceAll('*/', '*~/')
}
