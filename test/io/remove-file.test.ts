import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeFile } from '../../src/io/remove-file.ts'

describe('a file that is removed', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-remove-'))
    writeFileSync(join(folder, 'file'), 'x')
    mkdirSync(join(folder, 'folder'))
    symlinkSync(join(folder, 'file'), join(folder, 'link'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const rows: readonly [path: string, stays: readonly string[], problem: boolean][] = [
    ['file', ['folder'], false],
    ['none', ['file', 'folder', 'link'], false],
    ['folder', ['file', 'folder', 'link'], false],
    ['link', ['file', 'folder', 'link'], false],
    ['file/inside', ['file', 'folder', 'link'], true],
  ]
  for (const [path, stays, problem] of rows) {
    it(`goes when it is a regular file: ${path}`, () => {
      assert.equal(removeFile(join(folder, path)) !== undefined, problem)
      for (const name of stays) assert.ok(existsSync(join(folder, name)), name)
      assert.ok(path !== 'file' || !existsSync(join(folder, 'file')))
    })
  }
})
