import assert from 'node:assert/strict'
import { bareEnvironment, type Variables } from '../identity/support/gate.ts'
import { rows } from '../identity/support/rows.ts'
import {
  openWorkbench as openTenantBench,
  type Workbench as TenantBench,
} from '../identity/support/workbench.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const ways = [
  'Pulumi with a certificate, PEM',
  'Pulumi with a certificate, PFX',
  'GitHub Actions',
  'Azure Pipelines, any step',
  'AKS and other workload identity',
  'An Azure virtual machine',
]

describe('A preview with the policy pack', function () {
  this.timeout(240_000)
  let bench: Workbench
  let tenantBench: TenantBench
  before(async () => {
    bench = await openWorkbench()
    tenantBench = await openTenantBench()
  })
  after(async () => {
    bench.remove()
    await tenantBench.close()
  })

  const preview = (variables: Variables) => {
    const { PATH: _path, HOME: _home, ...address } = bareEnvironment(tenantBench.tenant)
    const args = ['preview', '--stack', stackName, '--non-interactive', '--policy-pack', packPaths.executable]
    return bench.run(args, { ...address, ...variables })
  }

  for (const way of ways) {
    it(`signs in as a check does: ${way}`, async () => {
      const machine = await rows[way]?.(tenantBench)
      const ran = await preview(machine ?? {})
      const output = JSON.stringify(ran)
      assert.doesNotMatch(output, /Could not determine/)
      assert.match(output, /LandingZone|landing-zone/)
      const last = tenantBench.tenant.requests.at(-1)
      assert.deepEqual(
        [last?.path.split('/').at(-1), last?.status],
        ['getCredentialUserRegistrationCount', 200],
      )
      for (const secret of tenantBench.secrets) assert.ok(!output.includes(secret), 'a secret was printed')
    })
  }

  it('refuses a token for another tenant than is deployed to', async () => {
    const machine = await rows['GitHub Actions']?.(tenantBench)
    const ran = await preview({ ...machine, MFA_GATE_TENANT: '11111111-1111-4111-8111-111111111111' })
    assert.match(JSON.stringify(ran), /signed in to another tenant/)
  })
})
