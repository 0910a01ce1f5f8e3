import assert from 'node:assert/strict'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

describe('What makes a clone ready', () => {
  let clone: string
  beforeEach(function () {
    if (process.platform === 'win32') this.skip()
    clone = mkdtempSync(join(tmpdir(), 'mfa-gate-ready-'))
    mkdirSync(join(clone, '.dev'))
    for (const name of ['.dev/ready.mjs', '.dev/installed.mjs'])
      cpSync(join(projectDirectory, name), join(clone, name))
    const packages = {
      '': {},
      'node_modules/one': {},
      'node_modules/two': {},
      'node_modules/other': { optional: true },
    }
    writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages }))
  })
  afterEach(() => rmSync(clone, { recursive: true, force: true }))

  /** In place of npm, which takes minutes. */
  const ready = (npm: string) => {
    writeFileSync(join(clone, 'npm'), `#!/bin/sh\n${npm}`)
    chmodSync(join(clone, 'npm'), 0o755)
    const environment = cleanEnvironment()
    const path = [clone, environment['PATH']].join(delimiter)
    return runProcess(
      [process.execPath, '.dev/ready.mjs', '--without-types'],
      { ...environment, PATH: path },
      { cwd: clone },
    )
  }
  const installs = 'mkdir -p node_modules/one && echo {} > node_modules/one/package.json'

  it('gives a sign of life while npm says nothing, and says how far it is', async () => {
    const { stderr } = await ready(`${installs}; sleep 11`)
    assert.match(
      stderr,
      /^Installing the locked dependencies and building \(some minutes\) …\n {2}… 10 s: 1 of 2 packages\nInstalling .*: done in 11 s\.\n$/,
    )
  })

  it('installs once for a lock file, and then builds', async () => {
    await ready(installs)
    const { stderr, stdout } = await ready('echo "$@"')
    assert.match(stderr, /^Building …\nBuilding: done in \d s\.\n$/)
    assert.equal(stdout, 'run --silent build -- --without-types\n')
  })

  it('fails where npm fails, and tries again the next time', async () => {
    const { exitCode, stderr } = await ready(`${installs}; echo 'npm error: no network' >&2; exit 1`)
    assert.equal(exitCode, 1)
    assert.match(stderr, /\nnpm error: no network\nInstalling .*: failed; see the lines above\.\n$/)
    assert.ok(!existsSync(join(clone, 'node_modules/.entra-mfa-gate-installed')))
    assert.match((await ready('exit 0')).stderr, /^Installing /)
  })
})
