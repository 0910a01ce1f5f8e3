import assert from 'node:assert/strict'
import { settingsFrom } from '../../src/config/settings.ts'
import { readingKeyOf } from '../../src/gate/reading-key.ts'
import { readerIn, readerOf } from '../../src/gate/who-reads.ts'
import { excludeGuests } from '../../src/model/exclusion.ts'
import type { Inquiry } from '../../src/model/inquiry.ts'

const tenant = '0b1c2d3e-0000-4000-8000-000000000001'
const other = '0b1c2d3e-0000-4000-8000-000000000002'
const app = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: 'a', AZURE_CLIENT_SECRET: 's' }
const asked: Inquiry = { questions: [{ measure: 'mfaRegistered', segment: 'all' }] }
const admins = { measure: 'mfaRegistered', segment: 'admins' } as const
const guests = {
  list: [excludeGuests('they register at home')],
  cap: undefined,
  sha256: 'aa',
  accountsSha256: 'aa',
} as const

function keyOf(environment: NodeJS.ProcessEnv, inquiry: Inquiry = asked, version = '1'): string | undefined {
  const settings = settingsFrom(environment)
  const reader = readerIn(environment, settings)
  return reader && readingKeyOf({ inquiry, settings, reader, version })
}

const standIn = { ...app, MFA_GATE_SIMULATED_TENANT: 'https://localhost:1' }

/** Each is another reading than all others. */
const different: readonly [title: string, key: () => string | undefined][] = [
  ['the plain one', () => keyOf(app)],
  ['another tenant', () => keyOf({ ...app, AZURE_TENANT_ID: other })],
  ['another app', () => keyOf({ ...app, AZURE_CLIENT_ID: 'b' })],
  ['another cloud', () => keyOf({ ...app, MFA_GATE_CLOUD: 'usgovernment' })],
  ['another cloud with the same login', () => keyOf({ ...app, MFA_GATE_CLOUD: 'dod' })],
  ['another source', () => keyOf(app, { ...asked, source: 'registrationDetails' })],
  ['another segment', () => keyOf(app, { questions: [admins] })],
  ['one more question', () => keyOf(app, { questions: [...asked.questions, admins] })],
  ['completeness', () => keyOf(app, { ...asked, completeness: 'usersCount' })],
  ['sign-ins', () => keyOf(app, { ...asked, signIns: 'show' })],
  ['admins by filter', () => keyOf(app, { ...asked, adminsByFilter: true })],
  ['a classification', () => keyOf(app, { ...asked, classification: new Map([['x', 'phone']]) })],
  ['another classification', () => keyOf(app, { ...asked, classification: new Map([['x', 'synced']]) })],
  ['exclusions', () => keyOf(app, { ...asked, exclusions: guests })],
  ['exclusions of others', () => keyOf(app, { ...asked, exclusions: { ...guests, sha256: 'bb' } })],
  [
    'exclusions for another reason',
    () => keyOf(app, { ...asked, exclusions: { ...guests, list: [excludeGuests('else')] } }),
  ],
  ['another version of the gate', () => keyOf(app, asked, '2')],
  ['a stand-in', () => keyOf({ ...standIn, MFA_GATE_SIMULATED_KEY: 'k' })],
  ['another one at the same address', () => keyOf({ ...standIn, MFA_GATE_SIMULATED_KEY: 'l' })],
  [
    'a user of the app',
    () => keyOf({ ...app, AZURE_CLIENT_SECRET: undefined, AZURE_USERNAME: 'u', AZURE_PASSWORD: 'p' }),
  ],
  [
    'another user',
    () => keyOf({ ...app, AZURE_CLIENT_SECRET: undefined, AZURE_USERNAME: 'v', AZURE_PASSWORD: 'p' }),
  ],
]

/** None is another reading than the plain one. */
const alike: readonly [title: string, key: () => string | undefined][] = [
  [
    'the same spelt otherwise',
    () => keyOf({ ...app, AZURE_TENANT_ID: tenant.toUpperCase(), AZURE_CLIENT_ID: 'A' }),
  ],
  ['the same app with another secret', () => keyOf({ ...app, AZURE_CLIENT_SECRET: 't' })],
  [
    'the same app, named as Pulumi does',
    () => keyOf({ ARM_TENANT_ID: tenant, ARM_CLIENT_ID: 'a', ARM_CLIENT_SECRET: 's' }),
  ],
  ['how old numbers may be', () => keyOf(app, { ...asked, maxAgeMs: 1 })],
  ['more time', () => keyOf({ ...app, MFA_GATE_TIMEOUT: '2m' })],
]

describe('the key of a reading', () => {
  it('differs in whatever decides the numbers', () => {
    const keys = new Map<string, string>()
    for (const [title, key] of different) {
      const found = key()
      assert.match(found ?? '', /^[0-9a-f]{64}$/, title)
      assert.equal(keys.get(found ?? ''), undefined, title)
      keys.set(found ?? '', title)
    }
  })

  for (const [title, key] of alike) {
    it(`is the same: ${title}`, () => assert.equal(key(), keyOf(app)))
  }

  it('takes questions in any order', () => {
    const both = [...asked.questions, admins]
    assert.equal(keyOf(app, { questions: both }), keyOf(app, { questions: [...both].reverse() }))
  })

  const unknown: readonly [title: string, environment: NodeJS.ProcessEnv][] = [
    [
      'a tool that may be signed in as anybody',
      { AZURE_TENANT_ID: tenant, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' },
    ],
    ['whatever this machine has', { AZURE_TENANT_ID: tenant }],
    ["a machine's own identity", { AZURE_TENANT_ID: tenant, IDENTITY_ENDPOINT: 'http://127.0.0.1:1' }],
    [
      'an identity of which nobody names the tenant',
      { AZURE_CLIENT_ID: 'a', IDENTITY_ENDPOINT: 'http://127.0.0.1:1' },
    ],
  ]
  for (const [title, environment] of unknown) {
    it(`is not known before a sign-in: ${title}`, () => assert.equal(keyOf(environment), undefined))
  }

  it('is not known of a token that tells no user or app', () => {
    assert.equal(readerOf({ tid: tenant, aud: '', appid: 'a' }), undefined)
    assert.notDeepEqual(
      readerOf({ tid: tenant, aud: '', appid: 'a', oid: 'u' }),
      readerOf({ tid: tenant, aud: '', appid: 'a', oid: 'v' }),
    )
  })
})
