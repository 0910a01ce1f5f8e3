import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Count } from '../../src/model/count.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseSnapshot, readSnapshot } from '../../src/snapshots/load-snapshot.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'

const snapshot = snapshotOf(23_123, { mfaRegistered: 33, ssprEnabled: 7 })
const saved = (snapshots: readonly Snapshot[], exclusionsSha256?: string): string =>
  savedText({ snapshots, exclusionsSha256, version: '1.2.3' })
const text = saved([snapshot])

describe('a saved snapshot', () => {
  let folder: string
  before(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-snapshot-'))))
  after(() => rmSync(folder, { recursive: true, force: true }))

  const load = (content: string | Uint8Array) => {
    writeFileSync(join(folder, 'tenant.json'), content)
    const { text: read, label } = readSnapshot('tenant.json', folder)
    return parseSnapshot(read, label)
  }
  const refusal = (content: string | Uint8Array): string => {
    try {
      load(content)
    } catch (error) {
      assert.ok(error instanceof ConfigurationError)
      return error.message
    }
    return 'not refused'
  }

  const whole = { ...snapshot, provenance: { ...snapshot.provenance, chosen: 'segments' as const } }
  const tally = { population: 9 as Count, counts: { mfaRegistered: 5 as Count } }
  const walked = {
    source: 'registrationDetails',
    endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
  } as const
  const segmented: Snapshot = {
    ...whole,
    provenance: { ...whole.provenance, ...walked },
    segment: 'members',
    exclusions: { ...tally, excluded: [{ kind: 'guests', reason: 'they register at home', users: 4 }] },
    segments: { admins: tally, guests: { ...tally, exclusions: { ...tally, excluded: [] } } },
    ledger: { requests: 3, pages: 2, rows: 9, distinct: 9, duplicates: 0, unusable: 0, restarts: 1 },
  }
  const bare = { ...snapshot, provenance: { ...snapshot.provenance, requestId: undefined } }
  const kept: readonly [title: string, snapshots: readonly Snapshot[]][] = [
    ['of one request', [snapshot]],
    ['of many pages, by segment and with exclusions', [segmented]],
    ['of two reports', [snapshot, segmented]],
    ['without a request id', [bare]],
  ]
  for (const [title, snapshots] of kept) {
    it(`reads back as what was saved, ${title}`, () => {
      assert.deepEqual(load(saved(snapshots, 'ab'.repeat(32))), {
        file: 'tenant.json',
        tenantId: snapshot.tenantId,
        exclusionsSha256: 'ab'.repeat(32),
        snapshots,
      })
    })
  }

  it('says what it is, and that it is simulated when it is', () => {
    assert.match(text, /"about": "MFA registration counts of one Microsoft Entra tenant, .+ A changed byte/)
    const provenance = { ...snapshot.provenance, simulated: true }
    assert.match(saved([{ ...snapshot, provenance }]), /"about": "SIMULATED: counts of the embedded tenant/)
  })

  it('is refused whichever byte is changed', () => {
    const bytes = Buffer.from(text)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at]! + by) % 256
        assert.notEqual(refusal(changed), 'not refused')
      }),
      { numRuns: 1_000 },
    )
  })

  const refused: readonly [title: string, content: string, sentence: RegExp][] = [
    [
      'a count that was raised',
      text.replace('33', '99'),
      /^the snapshot tenant\.json has been changed since it was saved; /,
    ],
    ['a blank too much', text.replace('{', '{ '), /has been changed since/],
    ['no line end', text.trimEnd(), /has been changed since/],
    ['line ends of Windows', text.replaceAll('\n', '\r\n'), /has been changed since/],
    [
      'a member twice',
      text.replace('"version": 1', '"version": 1,\n  "version": 1'),
      /^the snapshot tenant\.json gives a key of one object twice; /,
    ],
    ['a file cut in the middle', text.slice(0, 300), /^the snapshot tenant\.json is not JSON, or was cut; /],
    [
      'a later version',
      text.replace('"version": 1', '"version": 3'),
      /is of version 3, and this gate reads the versions 1 and 2/,
    ],
    ['something else', '{"version":1}', /^tenant\.json is not a snapshot of entra-mfa-gate; save a new one/],
    ['a list', '[]', /is not a snapshot/],
    ['a member it does not know', text.replace('"kind"', '"__proto__": 1, "kind"'), /is not a snapshot/],
  ]
  for (const [title, content, sentence] of refused) {
    it(`is refused: ${title}`, () => assert.match(refusal(content), sentence))
  }

  it('reads back with a byte order mark and as UTF-16, as other tools hand files on', () => {
    for (const marked of [Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      assert.deepEqual(load(marked).snapshots, [snapshot])
    }
  })

  const digestOf = (change: (provenance: Snapshot['provenance']) => object, tenantId?: string): string =>
    saved([
      {
        ...snapshot,
        ...(tenantId === undefined ? {} : { tenantId }),
        provenance: { ...snapshot.provenance, ...change(snapshot.provenance) },
      },
    ])
  const path = '/beta/reports/getCredentialUserRegistrationCount'
  const impossible: readonly [title: string, content: string, sentence: RegExp][] = [
    [
      'a host that is nobody',
      digestOf(() => ({ endpoint: `https://evil.example${path}` })),
      /: evil\.example is not Microsoft Graph; save/,
    ],
    [
      'a port of its own',
      digestOf(() => ({ endpoint: `https://graph.microsoft.com:8443${path}` })),
      /is not Microsoft Graph/,
    ],
    [
      'a name in front',
      digestOf(() => ({ endpoint: `https://a@graph.microsoft.com${path}` })),
      /names no address/,
    ],
    [
      'loopback that is not marked',
      digestOf(() => ({ endpoint: `https://localhost:5000${path}` })),
      /localhost:5000 is not Microsoft Graph/,
    ],
    [
      'a mark for Microsoft',
      digestOf(() => ({ simulated: true })),
      /graph\.microsoft\.com is not a stand-in's address/,
    ],
    [
      'a path of another source',
      digestOf(() => ({ source: 'registrationDetails' })),
      /is not where registrationDetails is served/,
    ],
    [
      'a path of nothing',
      digestOf(() => ({ endpoint: 'https://graph.microsoft.com/v1.0/me' })),
      /\/v1\.0\/me is not where/,
    ],
    ['a query', digestOf(() => ({ endpoint: `https://graph.microsoft.com${path}?x` })), /names no address/],
    [
      'a report that the cloud lacks',
      digestOf(() => ({ endpoint: `https://graph.microsoft.us${path}` })),
      /graph\.microsoft\.us has no report registrationCounts/,
    ],
    [
      'a tenant without id',
      digestOf(() => ({}), 'contoso.example'),
      /its tenant "contoso\.example" is not an id/,
    ],
  ]
  for (const [title, content, sentence] of impossible) {
    it(`is refused for what cannot be, though its digest holds: ${title}`, () =>
      assert.match(refusal(content), sentence))
  }

  it('is refused by name when it is not there', () => {
    assert.throws(() => readSnapshot('gone.json', folder), {
      message:
        /^the snapshot .*gone\.json cannot be read \(there is no such file\); correct MFA_GATE_SNAPSHOT or/,
    })
  })
})
