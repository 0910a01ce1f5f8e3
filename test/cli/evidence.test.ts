import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countFaults } from '../../src/simulator/tenant/faults/count-faults.ts'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { Ajv } from 'ajv'
import { type VerificationReport, verificationSchema } from '../../src/schemas/evidence/verification.ts'
import { snapshotOf } from '../support/make.ts'
import { filesOf, forge, jsonIn, makeKeys, text } from '../evidence/make-bundle.ts'
import type { SavedSnapshot } from '../../src/schemas/saved-snapshot.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const tenantOf = (registered: number) => `
population: 1000
counts: {registered: ${registered}, enabled: 1000, capable: ${registered}, mfaRegistered: ${registered}}
permissions: [AuditLog.Read.All, Reports.Read.All]
users:
  guests: 5
  admins: 4
  adminsRegistered: 4
  accounts:
    - {userPrincipalName: breakglass1@contoso.onmicrosoft.com, isAdmin: true}
    - {userPrincipalName: jane.doe@contoso.com}`

const withExclusions = `exclusions:
  maxExcluded: 5
  accounts:
    - { kind: breakGlass, reason: Emergency access., users: [breakglass1@contoso.onmicrosoft.com] }
    - { kind: users, reason: On leave., file: leave.txt }
rules:
  - { id: members, measure: mfaRegistered, segment: members, minimum: 95%, noDropMoreThan: "2%" }
  - { id: admins, measure: mfaRegistered, segment: admins, minimum: 50% }
`

interface Printed {
  readonly result: string
  readonly manifest: { readonly outcome: string } | null
  readonly checks: readonly { readonly state: string }[]
}

const printed = (stdout: string): Printed => JSON.parse(stdout) as Printed

const isVerification = new Ajv({ strict: false }).compile<VerificationReport>(verificationSchema)

describe('mfa-gate evidence', () => {
  let folder: string
  const at = (name: string): string => join(folder, name)
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(at(name), content)
  const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    runCli(['evidence', ...args], { ...cleanEnvironment(), ...more }, { cwd: folder })
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-evidence-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const evidenceOf = async (registered: number, ...args: readonly string[]) => {
    await using tenant = await startTenant(loadScenario(tenantOf(registered)))
    const output = args.includes('--output') ? [] : ['--output', 'bundle.zip']
    return await run([...output, ...args], tenant.environment)
  }

  it('writes what verifies, and exits as a check does', async () => {
    for (const [registered, exitCode] of [
      [960, 0],
      [100, 1],
    ] as const) {
      const made = await evidenceOf(registered)
      assert.equal(made.exitCode, exitCode, made.stderr)
      assert.match(made.stdout, /^Wrote bundle\.zip\. (Passed|Refused)\.\nNot signed: /)
      const { exitCode: verified, stdout } = await run([
        'verify',
        'bundle.zip',
        '--allow-simulated',
        '--allow-unsigned',
      ])
      assert.equal(verified, 0, stdout)
      assert.match(stdout, /^! Tenant: SIMULATED: /m)
      assert.match(stdout, /\nVerified\.\n$/)
    }
  })

  it('of a stand-in is not verified, signed or not, unless somebody says that it may be', async () => {
    const { privatePem, publicPem } = await makeKeys()
    write('key.pem', privatePem)
    write('public.pem', publicPem)
    for (const [sign, key] of [
      [[], []],
      [['--sign', 'key.pem'], []],
      [
        ['--sign', 'key.pem'],
        ['--key', 'public.pem'],
      ],
    ] as const) {
      await evidenceOf(960, ...sign)
      const { exitCode, stdout } = await run(['verify', 'bundle.zip', ...key])
      assert.equal(exitCode, 1)
      assert.match(
        stdout,
        /\nRefused: the bundle is of the embedded tenant, a stand-in, .+ --allow-simulated accepts it\.\n$/,
      )
    }
    const messages = printed(
      (await run(['verify', 'bundle.zip', '--key', 'public.pem', '--format', 'json'])).stdout,
    )
    assert.equal(messages.result, 'simulated')
  })

  it('names nobody who is excluded, by rules or by the file they name', async () => {
    write('rules.yaml', withExclusions)
    write('leave.txt', 'jane.doe@contoso.com # on leave\n')
    const made = await evidenceOf(990, '--rules', 'rules.yaml', '--baselines', 'kept')
    assert.equal(made.exitCode, 0, made.stdout + made.stderr)
    const { exitCode, stdout } = await run(['verify', 'bundle.zip', '--allow-simulated', '--allow-unsigned'])
    assert.equal(exitCode, 0, stdout)
    const whole = readFileSync(at('bundle.zip'), 'latin1')
    for (const name of ['breakglass1', 'jane', '@contoso', folder]) assert.ok(!whole.includes(name), name)
    const { snapshots } = jsonIn(
      filesOf(readFileSync(at('bundle.zip'))),
      'snapshot.json',
    ) as unknown as SavedSnapshot
    assert.equal(snapshots[0]?.ledger?.rows, 1_000)
  })

  it('of a saved snapshot needs no tenant', async () => {
    const { provenance, ...counts } = snapshotOf(1_000, { mfaRegistered: 960 })
    const snapshot = { ...counts, provenance: { ...provenance, receivedAt: new Date().toISOString() } }
    write('tenant.json', savedText({ snapshots: [snapshot], exclusionsSha256: undefined, version: '1.2.3' }))
    const pinned = { MFA_GATE_TENANT: counts.tenantId }
    const of = [
      '--output',
      'bundle.zip',
      '--snapshot',
      'tenant.json',
      '--stack',
      'acme/app/prod',
      '--no-tags',
    ]
    const made = await run(of, pinned)
    assert.equal(made.exitCode, 0, made.stdout + made.stderr)
    assert.match(
      made.stdout,
      /^Its numbers come from the snapshot file tenant\.json; this run did not read the tenant\.$/m,
    )
    const verified = await run(['verify', 'bundle.zip', '--allow-unsigned', '--format', 'json'])
    assert.equal(verified.exitCode, 0, verified.stdout)
    const report: unknown = JSON.parse(verified.stdout)
    assert.ok(isVerification(report), JSON.stringify(isVerification.errors))
    assert.deepEqual(
      [report.result, report.consistent, report.outcome, report.savedIn, report.signatureChecked],
      ['sound', true, 'passed', 'tenant.json', false],
    )
    for (const [args, exitCode] of [
      [[], 3],
      [['--allow-unsigned', '--expect', 'pass'], 0],
      [['--allow-unsigned', '--expect', 'refused'], 1],
      [['--allow-unsigned', '--expect', 'refused', '--expect', 'passed'], 0],
      [['--allow-unsigned', '--tenant', counts.tenantId], 0],
      [['--allow-unsigned', '--tenant', '11111111-1111-4111-8111-111111111111'], 1],
      [['--allow-unsigned', '--max-age', '10m'], 0],
      [['--allow-unsigned', '--max-age', '10x'], 2],
      [['--tenant', 'contoso'], 2],
      [['--expect', 'pased'], 2],
    ] as const) {
      const ran = await run(['verify', 'bundle.zip', ...args])
      assert.equal(ran.exitCode, exitCode, args.join(' ') + ran.stdout + ran.stderr)
    }
  })

  it('of a tenant that refuses exits 3, and the bundle says why and verifies', async () => {
    await using tenant = await startTenant(
      loadScenario('population: 9\ncounts: {mfaRegistered: 9}\nfaults: [{on: report, kind: licence-403}]'),
    )
    assert.equal((await run(['--output', 'bundle.zip'], tenant.environment)).exitCode, 3)
    const { exitCode, stdout } = await run(['verify', 'bundle.zip', '--allow-simulated', '--allow-unsigned'])
    assert.equal(exitCode, 0, stdout)
    assert.match(stdout, /^✓ Snapshot: none, since nothing could be read; assessment\.json says why\.$/m)
    assert.match(
      stdout,
      /of a tenant that could not be read\.\nConsistent: yes\. Outcome: could not determine\.$/m,
    )
  })

  for (const kind of Object.keys(countFaults)) {
    it(`of a count report with ${kind} is written and verifies, whatever it comes to`, async () => {
      await using tenant = await startTenant(
        loadScenario(`${tenantOf(960)}\nfaults: [{on: report, kind: ${kind}}]`),
      )
      const made = await run(['--output', 'bundle.zip'], tenant.environment)
      assert.equal(made.stderr, '')
      assert.equal(made.exitCode, ['string-counts', 'unknown-status'].includes(kind) ? 0 : 3)
      const { exitCode, stdout } = await run([
        'verify',
        'bundle.zip',
        '--allow-simulated',
        '--allow-unsigned',
      ])
      assert.equal(exitCode, 0, stdout)
    })
  }

  it('is signed by the key of --sign or of MFA_GATE_SIGNING_KEY', async () => {
    const { privatePem, publicPem, signingKey } = await makeKeys()
    write('key.pem', privatePem)
    write('public.pem', publicPem)
    const made = await evidenceOf(960, '--sign', 'key.pem')
    assert.match(made.stdout, new RegExp(`^Signed with the key ${signingKey.keyId} \\(EdDSA\\)\\.$`, 'm'))
    const checked = await run(['verify', 'bundle.zip', '--allow-simulated', '--key', 'public.pem'])
    assert.equal(checked.exitCode, 0, checked.stdout)
    const unproven = await run(['verify', 'bundle.zip', '--allow-simulated'])
    assert.equal(unproven.exitCode, 3)
    assert.match(unproven.stdout, /nothing proves who made it/)
    await using tenant = await startTenant(loadScenario(tenantOf(960)))
    const variable = { ...tenant.environment, MFA_GATE_SIGNING_KEY: 'key.pem' }
    assert.match((await run(['--output', 'bundle.zip'], variable)).stdout, /^Signed with the key /m)
  })

  it('verify --format json tells programs the same', async () => {
    await evidenceOf(960)
    const sound = printed(
      (await run(['verify', 'bundle.zip', '--allow-simulated', '--allow-unsigned', '--format', 'json']))
        .stdout,
    )
    assert.equal(sound.result, 'sound')
    assert.equal(sound.manifest?.outcome, 'pass')
    write(
      'bundle.zip',
      forge(readFileSync(at('bundle.zip')), 'README.txt', () => text('All is well.\n')),
    )
    const { exitCode, stdout } = await run(['verify', 'bundle.zip', '--allow-simulated', '--format', 'json'])
    assert.equal(exitCode, 1)
    const forged = printed(stdout)
    assert.deepEqual([forged.result, forged.manifest], ['false', null])
    assert.ok(forged.checks.some(({ state }) => state === 'failed'))
  })

  it('verify exits 1 for a bundle that says something that is not so', async () => {
    await evidenceOf(100)
    const bundle = readFileSync(at('bundle.zip'))
    write(
      'bundle.zip',
      forge(bundle, 'assessment.json', (value) => Object.assign(value, { outcome: 'pass' })),
    )
    const { exitCode, stdout } = await run(['verify', 'bundle.zip', '--allow-simulated', '--allow-unsigned'])
    assert.equal(exitCode, 1)
    assert.match(stdout, /^✗ Answers: manifest\.json says violation, and the assessment pass\.$/m)
    assert.match(stdout, /\nRefused: something in the bundle is wrong\. Do not rely on it\.\n$/)
    assert.ok(filesOf(bundle).has('snapshot.json'))
  })

  const wrong: readonly [title: string, args: readonly string[], says: RegExp][] = [
    ['no file to write', [], /^mfa-gate: evidence needs a file to write; add --output bundle\.zip\.\n$/],
    [
      'a key that is not there',
      ['--output', 'b.zip', '--sign', 'none.pem'],
      /^mfa-gate: the signing key .*none\.pem cannot be read \(there is no such file\); correct --sign or MFA_GATE_SIGNING_KEY\.\n$/,
    ],
    [
      'a key that is none',
      ['--output', 'b.zip', '--sign', 'junk'],
      /^mfa-gate: the signing key junk is not a PEM private key; [^\n]+\n$/,
    ],
    [
      'a bundle that is not there',
      ['verify', 'none.zip'],
      /^mfa-gate: the bundle none\.zip cannot be read \(there is no such file\); correct its path\.\n$/,
    ],
    [
      'a bundle that is a folder',
      ['verify', '.'],
      /^mfa-gate: the bundle \. cannot be read \(it is a directory\); correct its path\.\n$/,
    ],
    [
      'a key to verify with that is none',
      ['verify', 'junk', '--key', 'junk'],
      /^mfa-gate: the key junk is neither a PEM public key nor a JWK Set; [^\n]+\n$/,
    ],
    [
      'a format that is none',
      ['verify', 'junk', '--format', 'xml'],
      /^mfa-gate: --format is "xml"; write text or json\.\n$/,
    ],
    ['no bundle', ['verify'], /missing required argument 'bundle'/],
  ]
  for (const [title, args, says] of wrong) {
    it(`exits 2 with one sentence for ${title}`, async () => {
      write('junk', 'junk')
      const { exitCode, stderr } = await run(args)
      assert.equal(exitCode, 2)
      assert.match(stderr, says)
    })
  }

  it('exits 2 when the bundle cannot be written', async () => {
    const { exitCode, stderr } = await evidenceOf(960, '--output', '.')
    assert.equal(exitCode, 2)
    assert.match(
      stderr,
      /^mfa-gate: the bundle \. cannot be written \(it is a directory\); correct --output\.\n$/,
    )
  })
})
