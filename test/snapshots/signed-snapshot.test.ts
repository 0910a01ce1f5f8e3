import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '../../src/config/problem.ts'
import { bytesOf } from '../../src/io/utf8.ts'
import type { SavedSnapshot } from '../../src/schemas/saved-snapshot.ts'
import { signDetached } from '../../src/signing/detached-jws.ts'
import { canonical, prettyCanonical, sha256 } from '../../src/snapshots/canonical-json.ts'
import { parseSnapshot } from '../../src/snapshots/load-snapshot.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { signatureProblem, signedText } from '../../src/snapshots/signed-text.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { type Keys, makeKeys } from '../evidence/make-bundle.ts'
import { startPack } from '../policy-pack/start-pack.ts'
import { snapshotOf } from '../support/make.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const tenantId = snapshotOf(1, {}).tenantId
const textOf = (registered: number, receivedAt = new Date().toISOString()): string => {
  const snapshot = snapshotOf(1_000, { mfaRegistered: registered })
  const snapshots = [{ ...snapshot, provenance: { ...snapshot.provenance, receivedAt } }]
  return savedText({ snapshots, exclusionsSha256: undefined, version: '1.2.3' })
}

type Forged = Record<string, unknown> & {
  snapshots: [{ provenance: { receivedAt: string }; counts: Record<string, number> }]
}

/** The same file with something else in it, whose digest holds again. */
function changed(text: string, change: (value: Forged) => void): string {
  const value = JSON.parse(text) as Forged
  change(value)
  const { signature, sha256: _, ...content } = value
  return prettyCanonical({
    ...content,
    ...(signature === undefined ? {} : { signature }),
    sha256: sha256(canonical(content)),
  })
}

const signatureIn = (text: string): string => (JSON.parse(text) as SavedSnapshot).signature ?? ''
const withSignature = (text: string, signature: string): string =>
  prettyCanonical({ ...(JSON.parse(text) as object), signature })
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a signed snapshot', () => {
  let ours: Keys
  let theirs: Keys
  let folder: string
  before(async () => {
    ours = await makeKeys()
    theirs = await makeKeys()
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-signed-'))
    writeFileSync(join(folder, 'key.pem'), ours.privatePem)
    writeFileSync(join(folder, 'public.pem'), ours.publicPem)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const kind of ['ed25519', 'ec', 'rsa'] as const) {
    it(`is whole, and accepted with the key that signed it: ${kind}`, async () => {
      const { signingKey, keys } = await makeKeys(kind)
      const text = await signedText(textOf(960), signingKey)
      assert.equal(parseSnapshot(text, 'x').snapshots[0]?.counts.mfaRegistered, 960)
      assert.equal(await signatureProblem(text, keys), undefined)
      assert.equal(await signatureProblem(text, [...theirs.keys, ...keys]), undefined)
    })
  }

  /** A header of somebody's choice, and the signature that goes with it. */
  const headed = (text: string, alg: string, sign: (input: string) => string): string => {
    const header = part({ alg, kid: ours.signingKey.keyId, typ: 'mfa-gate-snapshot+jws' })
    const payload = Buffer.from(text).toString('base64url')
    return withSignature(text, `${header}..${sign(`${header}.${payload}`)}`)
  }
  const liar = () => ({ ...theirs.signingKey, keyId: ours.signingKey.keyId })

  const forged: readonly [title: string, forge: () => Promise<string> | string, problem: RegExp][] = [
    ['without a signature', () => textOf(999), /^is not signed$/],
    ['by another key', () => signedText(textOf(999), theirs.signingKey), /^is signed by another key$/],
    [
      'by another key under the name of ours',
      () => signedText(textOf(999), liar()),
      /does not match its content/,
    ],
    [
      'with another count',
      async () =>
        changed(
          await signedText(textOf(10), ours.signingKey),
          ({ snapshots }) => (snapshots[0].counts['mfaRegistered'] = 999),
        ),
      /does not match/,
    ],
    [
      'of another tenant',
      async () =>
        changed(
          await signedText(textOf(999), ours.signingKey),
          (value) => (value['tenantId'] = '0b1c2d3e-0000-4000-8000-000000000009'),
        ),
      /does not match/,
    ],
    [
      'made younger',
      async () =>
        changed(
          await signedText(textOf(999, '2026-01-01T00:00:00.000Z'), ours.signingKey),
          ({ snapshots }) => (snapshots[0].provenance.receivedAt = new Date().toISOString()),
        ),
      /does not match/,
    ],
    [
      'with its signature taken off',
      async () =>
        changed(await signedText(textOf(10), ours.signingKey), (value) => delete value['signature']),
      /^is not signed$/,
    ],
    [
      'with the signature of another snapshot',
      async () => withSignature(textOf(999), signatureIn(await signedText(textOf(10), ours.signingKey))),
      /does not match/,
    ],
    [
      'with a signature made for evidence',
      async () => {
        const text = textOf(999)
        const jws = await signDetached(bytesOf(text), ours.signingKey, 'evidence')
        return withSignature(text, Buffer.from(jws).toString().trimEnd())
      },
      /was not made for snapshots/,
    ],
    ['with the algorithm none', () => headed(textOf(999), 'none', () => 'AA'), /does not match/],
    [
      'with our public key as the secret of HS256',
      () =>
        headed(textOf(999), 'HS256', (input) =>
          createHmac('sha256', ours.publicPem).update(input).digest('base64url'),
        ),
      /does not match/,
    ],
    [
      'with our public key, as DER, as that secret',
      () =>
        headed(textOf(999), 'HS256', (input) =>
          createHmac('sha256', createPublicKey(ours.publicPem).export({ type: 'spki', format: 'der' }))
            .update(input)
            .digest('base64url'),
        ),
      /does not match/,
    ],
    [
      'with an algorithm that is not the key’s',
      () => headed(textOf(999), 'ES256', () => Buffer.alloc(64, 1).toString('base64url')),
      /does not match/,
    ],
  ]
  for (const [title, forge, problem] of forged) {
    it(`is refused: ${title}`, async () => {
      const text = await forge()
      // Whole by its digest, so that nothing but the signature tells.
      assert.equal(parseSnapshot(text, 'x').file, 'x')
      assert.match((await signatureProblem(text, ours.keys)) ?? 'accepted', problem)
    })
  }

  const judge = (environment: NodeJS.ProcessEnv, ...args: readonly string[]) =>
    runCli(
      ['check', '--snapshot', 'tenant.json', ...args],
      { ...cleanEnvironment(), MFA_GATE_TENANT: tenantId, ...environment },
      { cwd: folder },
    )

  it('is demanded by MFA_GATE_SNAPSHOT_KEY, of check and of the pack', async () => {
    const demands = { MFA_GATE_SNAPSHOT_KEY: 'public.pem' }
    const pack = () =>
      startPack(folder, {
        environment: { MFA_GATE_TENANT: tenantId, MFA_GATE_SNAPSHOT: 'tenant.json', ...demands },
      })
    writeFileSync(join(folder, 'tenant.json'), await signedText(textOf(960), ours.signingKey))
    assert.equal((await judge(demands)).exitCode, 0)
    assert.equal((await judge({})).exitCode, 0)
    assert.deepEqual((await pack()).violations, [])
    writeFileSync(join(folder, 'tenant.json'), await signedText(textOf(960), theirs.signingKey))
    const refused = await judge(demands)
    assert.equal(refused.exitCode, 2)
    assert.match(
      refused.stderr,
      /the snapshot tenant\.json is signed by another key, and MFA_GATE_SNAPSHOT_KEY demands a signature by the key public\.pem; save one with/,
    )
    const [violation] = (await pack()).violations
    assert.match(violation?.message ?? '', /is signed by another key, and MFA_GATE_SNAPSHOT_KEY demands/)
    assert.equal((await judge({})).exitCode, 0)
  })

  it('is accepted with a JWK Set that has the key among others', async () => {
    const jwks = [theirs, ours].map(({ publicPem }) => createPublicKey(publicPem).export({ format: 'jwk' }))
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: jwks }))
    writeFileSync(join(folder, 'tenant.json'), await signedText(textOf(960), ours.signingKey))
    assert.equal((await judge({ MFA_GATE_SNAPSHOT_KEY: 'keys.json' })).exitCode, 0)
  })

  const wrong: readonly [title: string, file: string, says: RegExp][] = [
    ['a private key', 'key.pem', /the key key\.pem is a private key; give its public part/],
    [
      'no file',
      'gone.pem',
      /the key .*gone\.pem cannot be read \(there is no such file\); correct MFA_GATE_SNAPSHOT_KEY/,
    ],
  ]
  for (const [title, file, says] of wrong) {
    it(`is not judged with ${title} for a key`, async () => {
      writeFileSync(join(folder, 'tenant.json'), await signedText(textOf(960), ours.signingKey))
      const { exitCode, stderr } = await judge({ MFA_GATE_SNAPSHOT_KEY: file })
      assert.equal(exitCode, 2)
      assert.match(stderr, says)
    })
  }

  it('is what `mfa-gate snapshot --sign` writes', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
    const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
      runCli(args, { ...cleanEnvironment(), ...tenant.environment, ...more }, { cwd: folder })
    const saved = await run(['snapshot', '--output', 'live.json', '--sign', 'key.pem'])
    assert.equal(saved.exitCode, 0, saved.stderr)
    assert.match(saved.stdout, /Signed with the key \S+ \(EdDSA\)\./)
    const text = readFileSync(join(folder, 'live.json'), 'utf8')
    assert.equal(await signatureProblem(text, ours.keys), undefined)
    const demands = { MFA_GATE_SNAPSHOT: 'live.json', MFA_GATE_SNAPSHOT_KEY: 'public.pem' }
    assert.equal((await run(['check'], demands)).exitCode, 0)
    await run(['snapshot', '--output', 'live.json'])
    assert.equal((await run(['check'], demands)).exitCode, 2)
    const broken = await run(['snapshot', '--output', 'never.json', '--sign', 'public.pem'])
    assert.equal(broken.exitCode, 2)
    assert.match(broken.stderr, /the signing key public\.pem is a public key/)
  })

  it('is read by nobody as something else than a snapshot', () => {
    assert.throws(() => parseSnapshot(withSignature(textOf(1), 'not a signature'), 'x'), ConfigurationError)
  })
})
