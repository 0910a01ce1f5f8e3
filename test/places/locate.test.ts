import assert from 'node:assert/strict'
import { ConfigurationError } from '../../src/config/problem.ts'
import { locatePlace } from '../../src/places/locate.ts'
import { isSharedPlace } from '../../src/places/shared-place.ts'

const blob = 'https://acct.blob.core.windows.net'
const beside = { MFA_GATE_SIMULATED_TENANT: 'https://localhost:1' }

const rows: readonly [
  text: string,
  kind: string,
  label: string,
  prefix?: string,
  environment?: NodeJS.ProcessEnv,
][] = [
  ['postgres://u:secret@db.example.com/gate', 'postgres', 'in PostgreSQL at db.example.com/gate'],
  ['postgresql://u@db.example.com:6543/gate', 'postgres', 'in PostgreSQL at db.example.com:6543/gate'],
  [`${blob}/box`, 'blob', 'in acct.blob.core.windows.net/box', ''],
  [`${blob}/box/`, 'blob', 'in acct.blob.core.windows.net/box', ''],
  [`${blob}/box/a/b`, 'blob', 'in acct.blob.core.windows.net/box/a/b', 'a/b/'],
  ['https://acct.blob.core.usgovcloudapi.net/box', 'blob', 'in acct.blob.core.usgovcloudapi.net/box', ''],
  ['https://127.0.0.1:1/acct/box/a', 'blob', 'in 127.0.0.1:1/acct/box/a', 'a/', beside],
]

const refused: readonly [text: string, environment?: NodeJS.ProcessEnv][] = [
  [`${blob}/box?sv=2024&sig=secret`],
  ['https://u:secret@acct.blob.core.windows.net/box'],
  [`${blob}/box#secret`],
  [blob],
  [`${blob}/B`],
  ['https://acct.blob.core.windows.net.example.com/box'],
  ['https://acct.blob.core.windows.net:444/box'],
  ['https://example.com/box'],
  ['https://127.0.0.1:1/acct/box'],
  ['https://example.com/acct/box', beside],
  ['postgres://u:secret@/gate'],
]

describe('a place that many runs share', () => {
  for (const [text, kind, label, prefix, environment = {}] of rows) {
    it(`is ${label}`, () => {
      assert.ok(isSharedPlace(text))
      const place = locatePlace(text, '/', environment)
      assert.deepEqual([place.kind, place.label], [kind, label])
      if (place.kind === 'blob') assert.equal(place.prefix, prefix)
    })
  }

  for (const [text, environment = {}] of refused) {
    it(`is not ${text}, which is not repeated`, () => {
      assert.throws(
        () => locatePlace(text, '/', environment),
        (error) =>
          error instanceof ConfigurationError &&
          !error.message.includes('secret') &&
          !error.message.includes(text),
      )
    })
  }

  for (const text of [
    'tenant.json',
    '/tmp/tenant.json',
    './postgres',
    'http://acct.blob.core.windows.net/box',
  ]) {
    it(`is not ${text}, which is read as a file`, () => assert.ok(!isSharedPlace(text)))
  }
})
