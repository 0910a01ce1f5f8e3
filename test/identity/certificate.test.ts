import assert from 'node:assert/strict'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCertificate } from '../../src/identity/ways/certificate.ts'
import { toPem } from '../../src/identity/ways/certificate-pem.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'

const fixtures = `${import.meta.dirname}/../fixtures/certificates`
const password = 'fixture-password'

const opened = [
  { title: 'a PFX file as OpenSSL 3 writes it (AES-256, SHA-256)', file: 'modern.pfx', password },
  { title: 'a PFX file as Windows long wrote it (3DES or RC2, SHA-1)', file: 'legacy.pfx', password },
  { title: 'a PFX file without a password', file: 'no-password.pfx', password: undefined },
  { title: 'a PEM file whose key has a password', file: 'encrypted-key.pem', password },
]

const refused = [
  {
    title: 'a PFX file with another password',
    file: 'modern.pfx',
    password: 'wrong',
    problem: 'password-wrong',
  },
  {
    title: 'a PEM key with another password',
    file: 'encrypted-key.pem',
    password: 'x',
    problem: 'password-wrong',
  },
  {
    title: 'a PEM key whose password is not given',
    file: 'encrypted-key.pem',
    password: undefined,
    problem: 'password-wrong',
  },
  { title: 'a PFX file without a key', file: 'no-key.pfx', password, problem: 'no-private-key' },
  { title: 'the public part alone', file: 'public-part.pem', password: undefined, problem: 'no-private-key' },
  {
    title: 'a file that is neither PEM nor PFX',
    file: 'README.md',
    password: undefined,
    problem: 'no-certificate',
  },
]

describe('A certificate file', () => {
  const expected = new X509Certificate(readFileSync(`${fixtures}/public-part.pem`))

  for (const { title, file, password } of opened) {
    it(`opens ${title}`, async () => {
      const converted = await toPem(readFileSync(`${fixtures}/${file}`), password)
      assert.ok('pem' in converted, JSON.stringify(converted))
      assert.equal(new X509Certificate(converted.pem).fingerprint256, expected.fingerprint256)
      assert.ok(expected.checkPrivateKey(createPrivateKey(converted.pem)))
    })
  }

  it('opens a PEM file that Windows PowerShell has written, and reads none that is far too large', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-pem-'))
    try {
      const pem = readFileSync(`${fixtures}/encrypted-key.pem`, 'utf8')
      writeFileSync(join(directory, 'a.pem'), Buffer.from(`\uFEFF${pem}`, 'utf16le'))
      const converted = await toPem(readCertificate(join(directory, 'a.pem'), 'PATH_OF_IT'), password)
      assert.ok('pem' in converted, JSON.stringify(converted))
      writeFileSync(join(directory, 'a.pem'), '-----BEGIN A-----'.repeat(10_000))
      assert.throws(() => readCertificate(join(directory, 'a.pem'), 'PATH_OF_IT'), CouldNotRead)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })

  for (const { title, file, password, problem } of refused) {
    it(`refuses ${title} as ${problem}`, async () => {
      const converted = await toPem(readFileSync(`${fixtures}/${file}`), password)
      assert.equal('problem' in converted && converted.problem, problem)
    })
  }
})
