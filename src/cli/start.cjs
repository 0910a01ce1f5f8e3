// Split from mfa-gate.cjs because older Nodes cannot parse import().
'use strict'

const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')

const main = join(__dirname, '..', '..', 'dist', 'src', 'cli', 'main.js')

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
  process.stderr.write(
    `mfa-gate is not built in this clone yet; run \`npm ci\` in ${join(__dirname, '..', '..')} first.\n`,
  )
  process.exitCode = 2
}
