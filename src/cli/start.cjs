// Split from mfa-gate.cjs because older Nodes cannot parse import().
'use strict'

const { spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')

const root = join(__dirname, '..', '..')
const main = join(root, 'dist', 'src', 'cli', 'main.js')
/** Of a clone alone: what is published is built. */
const builder = join(root, '.dev', 'ready.mjs')

if (!existsSync(main) && existsSync(builder)) {
  process.stderr.write('mfa-gate: this clone is not built yet; it is built now, once.\n')
  // What the command prints is for whoever reads standard output; this is not.
  spawnSync(process.execPath, [builder, '--without-types'], { stdio: ['ignore', 2, 2] })
}
if (existsSync(main)) {
  import(pathToFileURL(main).href).catch((error) => {
    // The code that tells it otherwise could not be loaded either.
    if (error.code !== 'EMFILE' && error.code !== 'ENFILE') throw error
    process.stderr.write(
      'mfa-gate: too few files may be open at once; raise the limit, as with `ulimit -n 1024`.\n',
    )
    process.exitCode = 2
  })
} else {
  process.stderr.write(`mfa-gate: it could not be built; run \`npm ci\` in ${root} and see what it says.\n`)
  process.exitCode = 2
}
