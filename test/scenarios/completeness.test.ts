import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const tenantOf = (permissions: string, faults: string) =>
  loadScenario(`
population: 2000
counts: {registered: 100, enabled: 200, capable: 2000, mfaRegistered: 2000}
${permissions}
users: {guests: 10, guestsRegistered: 10}
faults: [${faults}]`)

const both = 'permissions: [AuditLog.Read.All, Reports.Read.All]'
const walk = '{id: members, measure: mfaRegistered, segment: members, minimum: 98%}'
const report = '{id: either, measure: ssprOrMfaCapable, minimum: 98%}'
const endsEarly = '{on: details, kind: ends-early, after: 1}'

interface Row {
  readonly title: string
  readonly permissions?: string
  readonly faults?: string
  readonly rules: string
  readonly says: readonly RegExp[]
  readonly exitCode: number
}

const apart = (fewer: string, tolerance = 2) =>
  new RegExp(
    `Could not determine: the reports disagree about how many users the tenant has: registrationDetails has ${fewer} and \\w+ 2,000, and a report with over ${tolerance} % fewer cannot be complete`,
  )

const rows: readonly Row[] = [
  {
    title: 'is undetermined beside the count report, which was asked how long it will take',
    faults: endsEarly.replace('after: 1', 'after: 0'),
    rules: `rules: [${walk}]`,
    says: [apart('999')],
    exitCode: 3,
  },
  {
    title: 'is undetermined beside the summary, where a user signed in',
    permissions: 'delegatedPermissions: [AuditLog.Read.All]',
    faults: endsEarly.replace('after: 1', 'after: 0'),
    rules: `source: registrationDetails\nrules: [${walk}]`,
    says: [apart('999')],
    exitCode: 3,
  },
  {
    title: 'may lack as many as the tolerance says',
    rules: `rules: [${walk}]`,
    says: [/1,989 of 1,989 members/],
    exitCode: 0,
  },
  {
    title: 'may lack nobody when the tolerance is 0',
    rules: `populationTolerance: 0%\nrules: [${walk}]`,
    says: [apart('1,998', 0)],
    exitCode: 3,
  },
  {
    title: 'leaves every rule of the assessment undetermined that rests on either number',
    faults: endsEarly.replace('after: 1', 'after: 0'),
    rules: `rules: [${walk}, ${report}]`,
    says: [/✗ members .*999/, /✗ either .*Could not determine: the reports disagree/],
    exitCode: 3,
  },
  {
    title: 'is undetermined when it began anew and found fewer users than before',
    permissions: 'permissions: [AuditLog.Read.All]',
    faults:
      '{on: details, kind: skip-token-400, after: 2, times: 1}, {on: details, kind: ends-early, after: 3}',
    rules: `rules: [${walk}]`,
    says: [
      /Could not determine: .*1,998 users had come before the report was read again from the start, and 999 in all after it/,
      /1 restart\./,
    ],
    exitCode: 3,
  },
]

describe('A walk that may not have come to its end', () => {
  const run = async ({ permissions = both, faults = endsEarly, rules }: Row) => {
    await using tenant = await startTenant(tenantOf(permissions, faults))
    return await runCheck(tenant, { rules, environment: { MFA_GATE_PACE: '100/1s' } })
  }
  for (const row of rows) {
    it(row.title, async () => {
      const { stdout, exitCode } = await run(row)
      for (const piece of row.says) assert.match(stdout, piece)
      assert.equal(exitCode, row.exitCode)
    })
  }
})
