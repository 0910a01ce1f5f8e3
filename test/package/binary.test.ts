import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBinary } from '../../.dev/build-binary.ts'
import { firstLineOf } from '../policy-pack/first-line.ts'
import { projectDirectory } from '../support/run-process.ts'

describe('The binary of the pack', function () {
  this.timeout(120_000)
  let folder: string
  before(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-binary-test-'))))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('starts where there is no Node, and says its port', async function () {
    if (process.platform !== 'linux') return this.skip()
    const binary = buildBinary(projectDirectory, folder)
    // Nothing is inherited: no PATH on which a Node could be found.
    assert.match(await firstLineOf(['/usr/bin/env', '-i', binary, '127.0.0.1:1'], folder), /^\d+$/)
  })
})
