import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'

describe('The pack’s file for Windows', () => {
  const text = readFileSync(join(projectDirectory, 'policy-pack/dist/entra-mfa-gate.cmd'), 'utf8')

  it('starts node with the file beside it, whatever blanks are in the path, and hands on every argument', () =>
    assert.match(text, /^node "%~dp0entra-mfa-gate" %\*\r\n$/m))

  it('has no character of a path or an argument looked at twice', () => {
    assert.match(text, /^setlocal DisableDelayedExpansion\r$/m)
    assert.doesNotMatch(text, /\b(call|for|set)\b/i)
    assert.deepEqual(text.match(/%[^\s"]*/g), ['%~dp0entra-mfa-gate', '%*'])
  })

  it('prints nothing of its own, and ends its lines as cmd.exe wants', () => {
    assert.match(text, /^@echo off\r\n/)
    assert.doesNotMatch(text, /(?<!\r)\n/)
  })

  it('ends with the exit code of node, which comes last', () => assert.match(text, /%\*\r\n$/))
})
