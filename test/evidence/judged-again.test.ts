import assert from 'node:assert/strict'
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { assess } from '../../src/gate/assess.ts'
import { bytesOf } from '../../src/io/utf8.ts'
import { evidenceOf } from '../../src/evidence/evidence-of.ts'
import { parseSigningKey } from '../../src/signing/signing-key.ts'
import type { Count } from '../../src/model/count.ts'
import { excludeListed, excludePattern, type Exclusions } from '../../src/model/exclusion.ts'
import type { Reading, Snapshot } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import { settingOf, tables } from '../scenarios/scenario.ts'
import { readingsOf, snapshotOf } from '../support/make.ts'
import {
  failures,
  filesOf,
  fixedKey,
  forge,
  jsonIn,
  madeAt,
  makeBundle,
  makeKeys,
  verify,
  version,
} from './make-bundle.ts'

for (const [name, { document, rows }] of tables()) {
  describe(`evidence of ${name}`, () => {
    for (const row of rows) {
      it(`is judged again as it was: ${row.title}`, async () => {
        const { loaded, gate, snapshot } = settingOf(document, row)
        const assessment = await assess(gate, async () => readingsOf({ kind: 'snapshot', snapshot }))
        const input = { assessment, version }
        const made = new Date(gate.now.getTime() + 1_000)
        const bundle = await evidenceOf({ input, loaded, madeAt: made, node: 'v24.0.0' })
        const verification = await verify(bundle)
        assert.deepEqual(failures(verification), [])
        assert.equal(verification.result, 'sound')
      })
    }
  })
}

const counted = snapshotOf(1_000, { mfaRegistered: 960 })
const walked: Snapshot = {
  ...snapshotOf(90, { mfaRegistered: 88 }),
  provenance: {
    ...counted.provenance,
    source: 'registrationDetails',
    chosen: 'segments',
    endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
  },
  segment: 'members',
  segments: { admins: { population: 4 as Count, counts: { mfaRegistered: 3 as Count } } },
  ledger: { requests: 2, pages: 2, rows: 90, distinct: 90, duplicates: 0, unusable: 0, restarts: 0 },
}
const threeRules = `rules:
  - { id: everybody, measure: mfaRegistered, minimum: 95% }
  - { id: members, measure: mfaRegistered, segment: members, minimum: 95% }
  - { id: admins, measure: mfaRegistered, segment: admins, minimum: 100% }
waivers:
  - { rule: admins, stack: "*/*/*", reason: r, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-31, covers: [violation, undetermined] }
`
const question = (segment: 'all' | 'members' | 'admins') => ({ measure: 'mfaRegistered', segment }) as const
const refused = {
  kind: 'undetermined',
  reason: { code: 'throttled', attempts: 3, retryAfterSeconds: 7 },
} as const

const readings: readonly [
  title: string,
  rules: string | undefined,
  reading: Reading | TenantReading,
  outcome: string,
][] = [
  ['a tenant that could not be read', threeRules, refused, 'undetermined'],
  [
    'a reason that hangs on large numbers',
    threeRules,
    {
      kind: 'undetermined',
      reason: {
        code: 'too-many-excluded',
        excluded: 7,
        population: 9,
        cap: { kind: 'ratio', ratio: { scaled: 5_000_000n } },
      },
    },
    'undetermined',
  ],
  [
    'numbers of two sources',
    threeRules,
    [
      {
        source: 'registrationCounts',
        answers: [question('all')],
        reading: { kind: 'snapshot', snapshot: counted },
      },
      {
        source: 'registrationDetails',
        answers: [question('members'), question('admins')],
        reading: { kind: 'snapshot', snapshot: walked },
      },
    ],
    'pass',
  ],
  [
    'numbers of one source, when the other refused',
    threeRules,
    [
      {
        source: 'registrationCounts',
        answers: [question('all')],
        reading: { kind: 'snapshot', snapshot: counted },
      },
      {
        source: 'registrationDetails',
        answers: [question('members'), question('admins')],
        reading: refused,
      },
    ],
    'undetermined',
  ],
  [
    'a saved snapshot',
    undefined,
    { kind: 'snapshot', snapshot: counted, savedIn: 'tenant.json' },
    'undetermined',
  ],
  [
    'a count that is missing',
    threeRules.split('\n').slice(0, 2).join('\n'),
    { kind: 'snapshot', snapshot: snapshotOf(5, { ssprEnabled: 5 }) },
    'undetermined',
  ],
  [
    'rules of which none is enabled',
    'rules: [{id: mfa, measure: mfaRegistered, minimum: 95%, enforcement: disabled}]',
    refused,
    'pass',
  ],
]

describe('evidence of', () => {
  for (const [title, rules, reading, outcome] of readings) {
    it(`${title} is judged again as it was`, async () => {
      const bundle = await makeBundle({ reading, ...(rules === undefined ? {} : { rules }) })
      const verification = await verify(bundle)
      assert.deepEqual(failures(verification), [])
      assert.equal(verification.result, 'sound')
      assert.equal(verification.manifest?.outcome, outcome)
    })
  }

  it('a tenant that could not be read holds no snapshot, and says why', async () => {
    const files = filesOf(await makeBundle({ rules: threeRules, reading: refused }))
    assert.ok(!files.has('snapshot.json'))
    const report = new TextDecoder().decode(files.get('assessment.json'))
    assert.match(report, /"code": "throttled"/)
    assert.match(new TextDecoder().decode(files.get('README.txt')), /No numbers could be read/)
  })

  it('a tenant that could not be read cannot be given another reason', async () => {
    const bundle = await makeBundle({ rules: threeRules, reading: refused })
    const forged = forge(
      bundle,
      'assessment.json',
      (value) => JSON.parse(JSON.stringify(value).replaceAll('"throttled"', '"licence-missing"')) as object,
    )
    assert.match(
      failures(await verify(forged))[0] ?? '',
      /^Answers: everybody: the assessment says could not determine \(licence-missing\); judged again it is throttled$/,
    )
  })

  it('numbers that heed other exclusions than the rules declare is refused', async () => {
    const forged = forge(await makeBundle(), 'rules.json', (value) =>
      Object.assign(value, {
        exclusions: {
          sha256: 'ab'.repeat(32),
          accountsSha256: 'ab'.repeat(32),
          maxExcluded: null,
          accounts: [],
        },
      }),
    )
    assert.deepEqual(failures(await verify(forged)), [
      'Exclusions: the numbers were counted with other exclusions than rules.json declares',
    ])
  })
})

describe('a bundle', () => {
  const people = ['breakglass@contoso.com', 'jane.doe@contoso.com', '5f1d1b5e-0000-4000-8000-0000000000aa']
  const exclusions: Exclusions = {
    list: [
      excludeListed('breakGlass', 'Emergency access.', people),
      excludePattern('Rooms are no people.', 'room-of-john-*@contoso.com'),
    ],
    cap: undefined,
    sha256: 'cd'.repeat(32),
    accountsSha256: 'ef'.repeat(32),
  }
  const rules = `exclusions:
  maxExcluded: "5%"
  accounts:
    - { kind: breakGlass, reason: Emergency access., users: [${people.join(', ')}] }
    - { kind: pattern, reason: Rooms are no people., pattern: "room-of-john-*@contoso.com" }
rules: [{ id: mfa, measure: mfaRegistered, minimum: 95% }]
`

  it('names none of those who are excluded, but says how many, why, and their digest', async () => {
    const bundle = await makeBundle({ rules, exclusions })
    const whole = Buffer.from(bundle).toString('latin1').toLowerCase()
    for (const name of [...people, 'breakglass@', 'jane', 'room-of-john'])
      assert.ok(!whole.includes(name), name)
    assert.deepEqual(jsonIn(filesOf(bundle), 'rules.json')['exclusions'], {
      sha256: 'cd'.repeat(32),
      accountsSha256: 'ef'.repeat(32),
      maxExcluded: '5%',
      accounts: [
        { kind: 'breakGlass', reason: 'Emergency access.', named: 3 },
        { kind: 'pattern', reason: 'Rooms are no people.', named: null },
      ],
    })
    assert.equal((await verify(bundle)).result, 'sound')
  })

  it('compares with the earlier ratio that left out the same accounts', async () => {
    const asked: (string | undefined)[] = []
    const bundle = await makeBundle({
      rules: rules.replace('95% }', '10%, noDropMoreThan: "1%" }'),
      exclusions,
      baselines: {
        find: async (key) => {
          asked.push(key.exclusionsSha256)
          const earlier = { count: 900 as Count, population: 1_000 as Count }
          return { kind: 'found', baseline: { ...key, ...earlier, receivedAt: '2026-11-01T10:00:00.000Z' } }
        },
        record: async () => ({ kind: 'recorded' }),
      },
    })
    assert.deepEqual(asked, ['ef'.repeat(32)])
    const { result, manifest } = await verify(bundle)
    assert.deepEqual([result, manifest?.outcome], ['sound', 'violation'])
    const forged = forge(
      bundle,
      'context.json',
      (value) => JSON.parse(JSON.stringify(value).replace('"count":900', '"count":500')) as object,
    )
    assert.match(
      failures(await verify(forged))[0] ?? '',
      /^Answers: mfa: the assessment says violation .*; judged again it is pass /,
    )
  })

  it('is the same bytes whenever and wherever it is made of the same', async () => {
    const signingKey = await parseSigningKey(fixedKey(), 'key.pem')
    const one = await makeBundle({ signingKey })
    const zone = process.env['TZ']
    try {
      for (const other of ['Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kathmandu']) {
        process.env['TZ'] = other
        assert.equal(Buffer.compare(await makeBundle({ signingKey }), one), 0, other)
        assert.equal((await verify(one, { allowUnsigned: false })).result, 'unproven', other)
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('tells moment, tenant and outcome in its manifest, and follows the published schemas', async () => {
    const files = filesOf(await makeBundle())
    const { files: listed, ...head } = jsonIn(files, 'manifest.json') as unknown as { files: unknown[] }
    assert.deepEqual(head, {
      kind: 'entra-mfa-gate evidence manifest',
      version: 1,
      madeAt: madeAt.toISOString(),
      madeBy: `entra-mfa-gate ${version}`,
      tenantId: counted.tenantId,
      outcome: 'violation',
      signedBy: null,
    })
    assert.equal(listed.length, 6)
  })

  for (const kind of ['ed25519', 'ec', 'rsa'] as const) {
    it(`signed with a key of the kind ${kind} is verified`, async () => {
      const { signingKey, keys } = await makeKeys(kind)
      const verification = await verify(await makeBundle({ signingKey }), { keys })
      assert.deepEqual(failures(verification), [])
      assert.equal(verification.result, 'sound')
    })
  }

  it('has a signature that others can check who know RFC 7515 and nothing of this tool', async () => {
    const { signingKey, publicPem } = await makeKeys()
    const files = filesOf(await makeBundle({ signingKey }))
    const [header = '', , signature = ''] = new TextDecoder()
      .decode(files.get('manifest.jws'))
      .trim()
      .split('.')
    const payload = Buffer.from(files.get('manifest.json')!).toString('base64url')
    const signed = bytesOf(`${header}.${payload}`)
    const raw = Buffer.from(signature, 'base64url')
    assert.ok(verifySignature(null, signed, createPublicKey(publicPem), raw))
  })
})
