import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'
import { forge, makeBundle, makeKeys, text } from './make-bundle.ts'

/**
 * The published package in an empty folder, with the packages that it declares and no others: nothing of this clone is
 * in reach of it but what is in the tarball.
 */
describe('a machine that has only the bundle and the package', () => {
  let folder: string
  before(function () {
    this.timeout(120_000)
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-packed-'))
    // Without scripts: what is packed is what the tests have built already.
    const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
    const { status, stderr } = spawnSync('npm', pack, {
      cwd: projectDirectory,
      encoding: 'utf8',
      timeout: 100_000,
    })
    assert.equal(status, 0, stderr)
    const [tarball = ''] = readdirSync(folder)
    const installed = join(folder, 'node_modules/entra-mfa-gate')
    mkdirSync(installed, { recursive: true })
    assert.equal(
      spawnSync('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed]).status,
      0,
    )
    const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    for (const name of Object.keys(dependencies)) {
      const link = join(folder, 'node_modules', name)
      mkdirSync(dirname(link), { recursive: true })
      symlinkSync(join(projectDirectory, 'node_modules', name), link)
    }
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const verify = (...args: readonly string[]) =>
    runProcess(
      [process.execPath, 'node_modules/entra-mfa-gate/src/cli/mfa-gate.cjs', 'evidence', 'verify', ...args],
      cleanEnvironment(),
      { cwd: folder },
    )

  it('verifies it, by the signer’s key, and refuses a forged one', async () => {
    const { signingKey, publicPem } = await makeKeys()
    const bundle = await makeBundle({ signingKey })
    writeFileSync(join(folder, 'public.pem'), publicPem)
    writeFileSync(join(folder, 'bundle.zip'), bundle)
    const sound = await verify('bundle.zip', '--key', 'public.pem')
    assert.equal(sound.exitCode, 0, sound.stdout + sound.stderr)
    assert.match(sound.stdout, /^✓ Answers: judged again, all 6 rules have the same answer\.$/m)
    writeFileSync(
      join(folder, 'forged.zip'),
      forge(bundle, 'README.txt', () => text('All is well.\n')),
    )
    const forged = await verify('forged.zip', '--key', 'public.pem')
    assert.equal(forged.exitCode, 1)
    assert.match(forged.stdout, /^✗ Signature: the signature is not by the key/m)
  })
})
