import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toCount } from '../../src/model/count.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const rules = `rules:
  - { id: members, measure: mfaRegistered, segment: members, minimum: 95% }
  - { id: admins, measure: mfaRegistered, segment: admins, minimum: 100%, severity: critical }
`

/** What a run with a credential would have saved just now. */
function snapshotText(adminsRegistered: number): string {
  const snapshot = snapshotOf(1_000, { mfaRegistered: 990 })
  const provenance = {
    ...snapshot.provenance,
    source: 'registrationDetails' as const,
    endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
    receivedAt: new Date().toISOString(),
  }
  const tally = (population: number, registered: number) => {
    const [all, some] = [toCount(population), toCount(registered)]
    assert.ok(all !== undefined && some !== undefined)
    return { population: all, counts: { mfaRegistered: some } }
  }
  const segments = { members: tally(960, 955), admins: tally(12, adminsRegistered) }
  return savedText({
    snapshots: [{ ...snapshot, provenance, segments }],
    exclusionsSha256: undefined,
    version: '0.0.0',
  })
}

describe('A preview of a job without a credential', function () {
  this.timeout(240_000)
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
    bench.write('rules.yaml', rules)
  })
  after(() => bench.remove())

  const preview = (pack: string, more: NodeJS.ProcessEnv = {}) =>
    bench.run(['preview', '--stack', stackName, '--non-interactive', '--policy-pack', pack], {
      PWD: bench.directory,
      MFA_GATE_RULES: 'rules.yaml',
      MFA_GATE_SNAPSHOT: 'tenant.json',
      MFA_GATE_TENANT: snapshotOf(1, {}).tenantId,
      MFA_GATE_REPORT: 'json:out/mfa.json,junit:out/mfa.xml',
      ...more,
    })
  const outcome = (): unknown => {
    const report: unknown = JSON.parse(readFileSync(join(bench.directory, 'out/mfa.json'), 'utf8'))
    return typeof report === 'object' && report !== null && 'outcome' in report ? report.outcome : undefined
  }

  for (const [form, pack] of Object.entries(packPaths)) {
    it(`goes on with a saved snapshot that passes, and writes the reports: ${form}`, async () => {
      bench.write('tenant.json', snapshotText(12))
      const { exitCode, stdout, stderr } = await preview(pack)
      assert.equal(exitCode, 0, stdout + stderr)
      assert.equal(outcome(), 'pass')
      assert.match(readFileSync(join(bench.directory, 'out/mfa.xml'), 'utf8'), /tests="2"/)
    })

    it(`is refused by a saved snapshot that does not: ${form}`, async () => {
      bench.write('tenant.json', snapshotText(11))
      const { exitCode, stdout, stderr } = await preview(pack)
      assert.notEqual(exitCode, 0)
      assert.match(stdout + stderr, /11 of 12 admins \(91\.66 %\) are registered for MFA, 100 % required/)
      assert.match(stdout + stderr, /taken from the snapshot tenant\.json/)
      assert.equal(outcome(), 'violation')
    })

    it(`is refused when a byte of the snapshot was changed: ${form}`, async () => {
      bench.write('tenant.json', snapshotText(11).replace('"mfaRegistered": 11', '"mfaRegistered": 12'))
      const { exitCode, stdout, stderr } = await preview(pack)
      assert.notEqual(exitCode, 0)
      assert.match(stdout + stderr, /the snapshot tenant\.json has been changed since it was saved/)
    })

    it(`is refused when nothing says which tenant is deployed to: ${form}`, async () => {
      bench.write('tenant.json', snapshotText(12))
      const { exitCode, stdout, stderr } = await preview(pack, { MFA_GATE_TENANT: undefined })
      assert.notEqual(exitCode, 0)
      assert.match(stdout + stderr, /nothing says which tenant is deployed to/)
    })

    it(`is refused when the snapshot is of another tenant than is deployed to: ${form}`, async () => {
      bench.write('tenant.json', snapshotText(12))
      const { exitCode, stdout, stderr } = await preview(pack, {
        MFA_GATE_TENANT: '11111111-1111-4111-8111-111111111111',
      })
      assert.notEqual(exitCode, 0)
      assert.match(stdout + stderr, /the snapshot tenant\.json is of another tenant/)
    })
  }
})
