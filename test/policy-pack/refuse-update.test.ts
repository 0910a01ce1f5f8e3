import assert from 'node:assert/strict'
import type { ReportViolation, ResourceValidationArgs } from '@pulumi/policy'
import { packOf } from '../../policy-pack/pack.ts'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'

describe('the pack beside a stand-in', () => {
  let tenant: Tenant
  before(async () => (tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 99 }))))
  after(() => tenant.close())

  /** What the policies say of a deployment; the certificate of the stand-in is not trusted here. */
  async function judge(dryRun: boolean | undefined, more: Record<string, string>): Promise<string> {
    const pack = packOf({ ...tenant.environment, MFA_GATE_TIMEOUT: '5s', ...more }, '/')
    pack.configureStack({
      ...{ organization: 'acme', tags: new Map(), config: {} },
      ...(dryRun === undefined ? {} : { dryRun }),
    })
    const printed: string[] = []
    const report = ((finding: { message: string; enforcementLevel: string }) =>
      printed.push(`${finding.enforcementLevel}: ${finding.message}`)) as unknown as ReportViolation
    const urn = 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev'
    for (const { validateResource } of pack.policies) {
      assert.ok(typeof validateResource === 'function')
      await validateResource({ type: 'pulumi:pulumi:Stack', urn } as ResourceValidationArgs, report)
    }
    return printed.join('\n')
  }

  const refusal = 'mandatory: Could not determine: this update would change real resources'
  const rows: readonly [
    title: string,
    dryRun: boolean | undefined,
    more: Record<string, string>,
    is: boolean,
  ][] = [
    ['an update', false, {}, true],
    ['a preview', true, {}, false],
    ['an analysis of a state, where nothing is told', undefined, {}, false],
    ['an update that was allowed', false, { MFA_GATE_SIMULATED_UPDATES: 'allow' }, false],
  ]
  for (const [title, dryRun, more, is] of rows) {
    it(`${is ? 'refuses' : 'judges'} ${title}`, async () => {
      const printed = await judge(dryRun, more)
      assert.equal(printed.startsWith(refusal), is, printed)
    })
  }
})
