import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Count } from '../../src/model/count.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import { ruleFrom } from '../../src/rules/from-document.ts'
import { judge } from '../../src/rules/judge.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { now, snapshotOf } from '../support/make.ts'

/** 100,000 accounts of which the report has 98,800, with 95,000 of them registered. */
const short = `
population: 98800
enabledAccounts: 100000
counts: {mfaRegistered: 95000}
permissions: [AuditLog.Read.All, User.Read.All]
users: {admins: 300, adminsRegistered: 300, mix: {phone: 10000}}`

interface Row {
  readonly title: string
  readonly rule: string
  readonly says: readonly string[]
  readonly exitCode: 0 | 1 | 3
}

const rows: readonly Row[] = [
  {
    title: 'passes where the missing users may have nothing',
    rule: 'measure: mfaRegistered, minimum: 95%',
    says: [
      'At or above the minimum: 95,000 of 100,000 users (95.00 %) are surely and 96,200 (96.20 %) possibly registered for MFA, 95 % required.',
      'For 1,200 users it is not known: 1,200 enabled accounts are in no row of the report (completeness). Whatever they have, the answer is the same: with all of them it is 96,200 of 100,000 (96.20 %).',
    ],
    exitCode: 0,
  },
  {
    title: 'cannot determine it between the ends',
    rule: 'measure: mfaRegistered, minimum: 95.001%',
    says: [
      'Could not determine: 95,000 to 96,200 of 100,000 users are registered for MFA, and the answer depends on users about whom it is not known: 1,200 enabled accounts are in no row',
    ],
    exitCode: 3,
  },
  {
    title: 'is below the minimum where the missing users may have everything',
    rule: 'measure: mfaRegistered, minimum: 96.201%',
    says: ['Below the minimum: 95,000 of 100,000 users (95.000 %) are surely and 96,200 (96.200 %) possibly'],
    exitCode: 1,
  },
  {
    title: 'counts them for and against in a segment',
    rule: 'measure: mfaRegistered, segment: admins, minimum: 100%',
    says: ['Could not determine: 300 to 1,500 of 1,500 admins are registered for MFA'],
    exitCode: 3,
  },
  {
    title: 'does not take an empty segment for empty',
    rule: 'measure: mfaRegistered, segment: guests, minimum: 50%, onEmpty: pass',
    says: ['Could not determine: 0 to 1,200 of 1,200 guests are registered for MFA'],
    exitCode: 3,
  },
  {
    title: 'counts them for a measure of methods',
    rule: 'measure: notPhoneOnly, minimum: 85%',
    says: [
      'At or above the minimum: 85,000 of 100,000 users (85.00 %) are surely and 86,200 (86.20 %) possibly',
    ],
    exitCode: 0,
  },
]

describe('completeness: usersCount, of a report that lacks 1,200 of 100,000 users', () => {
  let tenant: Tenant
  let cwd: string
  before(async () => {
    tenant = await startTenant(loadScenario(short))
    cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-users-count-'))
  })
  after(async () => {
    await tenant.close()
    rmSync(cwd, { recursive: true })
  })
  const check = async (document: string, of: Tenant = tenant, ...args: readonly string[]) => {
    writeFileSync(join(cwd, 'rules.yaml'), document)
    return runCli(
      ['check', '--rules', 'rules.yaml', ...args],
      { ...of.environment, MFA_GATE_PACE: 'off' },
      { cwd },
    )
  }

  // One walk for all of them.
  it('saves what the rows below judge', async () => {
    writeFileSync(
      join(cwd, 'all.yaml'),
      `completeness: usersCount\nsource: registrationDetails\nrules:\n${rows.map(({ rule }, index) => `  - {id: rule-${index}, ${rule}}`).join('\n')}`,
    )
    const before = tenant.requests.length
    const saved = await runCli(
      ['snapshot', '--rules', 'all.yaml', '--output', 'tenant.json'],
      { ...tenant.environment, MFA_GATE_PACE: 'off' },
      { cwd },
    )
    assert.equal(saved.exitCode, 0, saved.stderr)
    const asked = tenant.requests.slice(before).filter(({ path }) => path.includes('$count'))
    assert.equal(asked.length, 1)
  })

  for (const { title, rule, says, exitCode } of rows) {
    it(title, async () => {
      const document = `completeness: usersCount\nrules: [{id: one, ${rule}}]`
      const ran = await check(document, tenant, '--snapshot', 'tenant.json')
      for (const piece of says) assert.ok(ran.stdout.includes(piece), ran.stdout + ran.stderr)
      assert.equal(ran.exitCode, exitCode)
    })
  }

  it('counts as before where nobody asks', async () => {
    const { stdout, exitCode } = await check(
      'rules: [{id: one, measure: mfaRegistered, minimum: 96%}]',
      tenant,
      '--snapshot',
      'tenant.json',
    )
    assert.match(stdout, /95,000 of 98,800 users \(96\.15 %\) are registered for MFA/)
    assert.equal(exitCode, 0)
  })
})

describe('completeness: usersCount', () => {
  const cases: readonly (readonly [title: string, scenario: string, says: RegExp, exitCode: number])[] = [
    [
      'says nothing where every account is in the report',
      'population: 100\ncounts: {mfaRegistered: 95}\npermissions: [AuditLog.Read.All, User.Read.All]',
      /95 of 100 users \(95\.00 %\) are registered for MFA, 95 % required\.\n(?![^]*completeness)/,
      0,
    ],
    [
      'takes fewer accounts for no gap',
      'population: 100\nenabledAccounts: 99\ncounts: {mfaRegistered: 95}\npermissions: [AuditLog.Read.All, User.Read.All]',
      /95 of 100 users \(95\.00 %\) are registered for MFA, 95 % required\./,
      0,
    ],
    [
      'doubts far fewer accounts',
      'population: 100\nenabledAccounts: 97\ncounts: {mfaRegistered: 95}\npermissions: [AuditLog.Read.All, User.Read.All]',
      /Could not determine: the directory has 97 enabled accounts and the report 100 users, and a report with over 2 % fewer/,
      3,
    ],
    [
      'names the permission that is missing',
      'population: 100\ncounts: {mfaRegistered: 95}\npermissions: [AuditLog.Read.All]',
      /Could not determine: the app may not read the report.*\n\s+To do: grant it the application permission User\.Read\.All/,
      3,
    ],
    [
      'goes by the count report too',
      'population: 100\nenabledAccounts: 110\ncounts: {mfaRegistered: 95}\npermissions: [Reports.Read.All, User.Read.All]',
      /Could not determine: 95 to 105 of 110 users are registered for MFA/,
      3,
    ],
  ]
  for (const [title, scenario, says, exitCode] of cases) {
    it(title, async () => {
      await using tenant = await startTenant(loadScenario(scenario))
      const cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-users-count-'))
      try {
        const rules = 'completeness: usersCount\nrules: [{id: one, measure: mfaRegistered, minimum: 95%}]'
        writeFileSync(join(cwd, 'rules.yaml'), rules)
        const ran = await runCli(['check', '--rules', 'rules.yaml'], tenant.environment, { cwd })
        assert.match(ran.stdout, says)
        assert.equal(ran.exitCode, exitCode)
      } finally {
        rmSync(cwd, { recursive: true })
      }
    })
  }

  it('cannot be answered by a snapshot that does not say it', () => {
    const reading: Reading = { kind: 'snapshot', snapshot: snapshotOf(100, { mfaRegistered: 100 }) }
    const verdict = judgedAs({ minimum: '1%' }, reading)
    assert.equal(verdict.kind === 'undetermined' && verdict.reason.code, 'accounts-not-asked')
  })

  it('never passes what the missing users could make fail, nor the reverse', () => {
    const numbers = fc.integer({ min: 1, max: 500 }).chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        have: fc.integer({ min: 0, max: rows }),
        missing: fc.integer({ min: 0, max: 200 }),
        percent: fc.integer({ min: 0, max: 100 }),
        inSegment: fc.double({ min: 0, max: 1, noNaN: true }),
        having: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    )
    const seen = new Set<string>()
    fc.assert(
      fc.property(numbers, ({ rows, have, missing, percent, inSegment, having }) => {
        const minimum = `${percent}%`
        const more = Math.round(missing * inSegment)
        const of = (population: number, count: number, gap: number): Reading => ({
          kind: 'snapshot',
          snapshot: {
            ...snapshotOf(population, { mfaRegistered: count }),
            accounts: { enabled: (1_000 + gap) as Count, rows: 1_000 as Count },
          },
        })
        const before = judgedAs({ minimum }, of(rows, have, missing))
        const truth = judgedAs({ minimum }, of(rows + more, have + Math.round(more * having), 0))
        seen.add(before.kind)
        if (before.kind !== 'undetermined') assert.equal(truth.kind, before.kind)
      }),
      { numRuns: 3_000 },
    )
    assert.deepEqual([...seen].sort(), ['pass', 'undetermined', 'violation'])
  })
})

function judgedAs(entry: Partial<RuleEntry> & { readonly minimum: string }, reading: Reading) {
  const rule = { id: 'one', measure: 'mfaRegistered' as const, ...entry }
  const document = { completeness: 'usersCount' as const, populationTolerance: '50%', rules: [rule] }
  return judge(ruleFrom({ document }, 0, { now, stack: unknownStack }), reading, {
    now,
    baseline: { kind: 'none' },
  })
}
