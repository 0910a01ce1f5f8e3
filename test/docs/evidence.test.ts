import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileNames } from '../../src/evidence/file-names.ts'
import { parseSigningKey } from '../../src/signing/signing-key.ts'
import { parseVerificationKeys } from '../../src/signing/verification-keys.ts'
import { makeBundle, verify } from '../evidence/make-bundle.ts'
import { projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/evidence.md'), 'utf8')
const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block)
const block = (word: string): string => blocks.find((one) => one.includes(word)) ?? assert.fail(word)
const missing = ['openssl', 'unzip', 'basenc', 'sh'].filter(
  (tool) => spawnSync(tool, ['--help']).error !== undefined,
)

describe('docs/evidence.md', () => {
  let folder: string
  before(function () {
    if (missing.length > 0) this.skip()
  })
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-evidence-docs-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const shell = (script: string) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-eu', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    })
    assert.equal(status, 0, stderr)
    return stdout
  }
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

  it('makes keys that sign, and public parts that verify', async () => {
    shell(block('signing-key.pem -pubout'))
    shell(block('rsa_keygen_bits'))
    const keys = await parseVerificationKeys(read('public.pem'), 'public.pem')
    const bundle = await makeBundle({ signingKey: await parseSigningKey(read('signing-key.pem'), 'k') })
    assert.equal((await verify(bundle, { keys })).result, 'sound')
    assert.equal((await parseSigningKey(read('ec-key.pem'), 'k')).algorithm, 'ES256')
    assert.equal((await parseSigningKey(read('rsa-key.pem'), 'k')).algorithm, 'PS256')
  })

  it('checks a signature without this tool, and finds another one', async () => {
    shell(block('signing-key.pem -pubout'))
    const signingKey = await parseSigningKey(read('signing-key.pem'), 'k')
    writeFileSync(join(folder, 'bundle.zip'), await makeBundle({ signingKey }))
    assert.match(shell(block('sha256sum')), /Signature Verified Successfully/)
    for (const name of fileNames) assert.ok(existsSync(join(folder, 'bundle', name)), name)
    writeFileSync(join(folder, 'signed'), `${read('signed')}x`)
    const last = block('sha256sum').trim().split('\n').at(-1)!
    assert.notEqual(spawnSync('sh', ['-c', last], { cwd: folder }).status, 0)
  })

  it('lists the files of a bundle, and no others', () => {
    const cells = [...page.matchAll(/^\| `([\w.]+\.(?:txt|json|jws))` \|/gm)].map(([, name = '']) => name)
    assert.deepEqual([...cells].sort(), [...fileNames].sort())
  })
})
