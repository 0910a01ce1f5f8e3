#!/usr/bin/env node
// Plain old JavaScript, so that a Node that is too old gets a sentence instead of a syntax error.
'use strict'

var oldest = 22

if (parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    'mfa-gate: Node.js ' +
      oldest +
      ' or newer is needed, and this is ' +
      process.versions.node +
      '. Install a current one from https://nodejs.org\n',
  )
  process.exitCode = 2
} else {
  require('./start.cjs')
}
