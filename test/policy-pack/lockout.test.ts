import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Count } from '../../src/model/count.ts'
import type { MethodCell } from '../../src/model/methods/method-cell.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import type { Tally } from '../../src/model/tally.ts'
import type { AssessmentReport } from '../../src/schemas/assessment-report.ts'
import isAssessmentReport from '../../src/schemas/compiled/is-assessment-report.cjs'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'
import { grants, states } from './lockout/grants.ts'
import { azuread, id, policy, type Row, unknown } from './lockout/row.ts'
import { scopes } from './lockout/scopes.ts'
import { settings, shapes } from './lockout/shapes.ts'
import { rootStack, snapshotTenant, startPack } from './start-pack.ts'

const counts = (mfaRegistered: number, passwordlessCapable: number): Tally['counts'] =>
  ({ mfaRegistered, passwordlessCapable }) as Tally['counts']
const cells = (resistant: number, others: number): readonly MethodCell[] => [
  { users: resistant as Count, strongest: 'deviceBound', registered: true },
  { users: others as Count, strongest: 'otherMfa', registered: true },
]

/** 23,123 users without MFA for 190 of them; members, 1,000 guests and 40 admins are told apart. */
const tenant: Snapshot = {
  ...snapshotOf(23_123, {}),
  counts: counts(22_933, 20_000),
  methods: cells(5_000, 18_123),
  segments: {
    members: { population: 22_123 as Count, counts: counts(22_123, 19_900), methods: cells(5_000, 17_123) },
    guests: { population: 1_000 as Count, counts: counts(810, 100), methods: cells(0, 1_000) },
    [`group:${id}`]: { population: 10 as Count, counts: counts(8, 1), methods: cells(0, 10) },
    admins: { population: 40 as Count, counts: counts(40, 39), methods: cells(38, 2) },
  },
}

describe('ca-lockout-guard', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-lockout-'))
    const receivedAt = new Date().toISOString()
    const provenance = {
      ...tenant.provenance,
      source: 'registrationDetails' as const,
      endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
      receivedAt,
    }
    const snapshots = [{ ...tenant, provenance }]
    writeFileSync(
      join(folder, 'tenant.json'),
      savedText({ snapshots, exclusionsSha256: undefined, version: '1' }),
    )
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const start = ({ type = azuread, props = policy(), guard = '', document = '', configured }: Row) => {
    const minimum = guard.includes('minimum') ? '' : 'minimum: 100%'
    const inner = `${minimum}${guard}`.replace(/^, /, '')
    writeFileSync(
      join(folder, 'rules.yaml'),
      `rules:\n  - { id: everybody, measure: mfaRegistered, minimum: 50% }\nguards:\n  ca-lockout-guard: { ${inner} }\n${document}\n`,
    )
    const urn = `urn:pulumi:dev::shop::${type}::mine`
    const resource = { type, urn, name: 'mine', props: props as Record<string, unknown> }
    return startPack(folder, {
      environment: {
        MFA_GATE_RULES: 'rules.yaml',
        MFA_GATE_SNAPSHOT: 'tenant.json',
        MFA_GATE_TENANT: snapshotTenant,
        MFA_GATE_REPORT: 'json:mfa.json',
      },
      resources: [rootStack, resource],
      ...(configured === undefined ? {} : { configured }),
    })
  }

  const reported = async (row: Row): Promise<unknown> => {
    await start(row)
    const report = JSON.parse(readFileSync(join(folder, 'mfa.json'), 'utf8')) as AssessmentReport
    assert.ok(isAssessmentReport(report))
    return [report.outcome, ...report.verdicts.map(({ rule, verdict }) => `${rule.id}: ${verdict}`)]
  }
  const title = 'a policy'
  const reports: readonly (readonly [string, Omit<Row, 'title' | 'answer'>, readonly string[]])[] = [
    ['a refusal', {}, ['violation', 'everybody: pass', 'ca-lockout-guard: violation']],
    [
      'what could not be determined',
      { props: policy({ users: unknown }) },
      ['undetermined', 'everybody: pass', 'ca-lockout-guard: undetermined'],
    ],
    ['a pass', { guard: ', minimum: 99%' }, ['pass', 'everybody: pass', 'ca-lockout-guard: pass']],
    [
      'nothing of a policy that only reports',
      { props: policy({ state: 'enabledForReportingButNotEnforced' }) },
      ['pass', 'everybody: pass'],
    ],
    [
      'nothing of one that asks nothing',
      { props: policy({ state: 'disabled' }) },
      ['pass', 'everybody: pass'],
    ],
  ]
  for (const [what, row, expected] of reports) {
    it(`has in the reports ${what}`, async () => {
      assert.deepEqual(await reported({ ...row, title, answer: 'goes on' }), expected)
    })
  }

  for (const [kind, rows] of Object.entries({ states, grants, scopes, shapes, settings })) {
    describe(`and ${kind}`, () => {
      for (const row of rows) {
        it(`${row.title}: ${row.answer}`, async () => {
          const { violations, printed } = await start(row)
          const [found, ...others] = violations
          assert.deepEqual(others, [])
          const stops = row.answer === 'refused' || row.answer === 'undetermined'
          if (!stops && row.answer !== 'warned') assert.equal(found?.message, undefined)
          else {
            assert.equal(found?.policy, 'ca-lockout-guard', printed.join('\n'))
            assert.equal(found.enforcementLevel, stops ? 'mandatory' : 'advisory')
            assert.match(found.message, row.says ?? /never/)
            assert.match(found.message, /To do: /)
          }
          if (row.answer === 'undetermined') assert.match(found?.message ?? '', /^Could not determine: /)
          if (row.hears !== undefined) assert.match(printed.join('\n'), row.hears)
        })
      }
    })
  }
})
