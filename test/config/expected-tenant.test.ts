import assert from 'node:assert/strict'
import { azurePackages } from '../../src/config/stack-config.ts'
import { settingsFrom } from '../../src/config/settings.ts'

const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']

describe('The tenant that is deployed to', () => {
  for (const name of azurePackages) {
    it(`is the one that ${name} is configured with, before ARM_TENANT_ID`, () => {
      const tenant = settingsFrom({ ARM_TENANT_ID: other }, { [`${name}:tenantId`]: one }).expectedTenant
      assert.deepEqual(tenant, { id: one, origin: `the stack config ${name}:tenantId` })
    })

    it(`is two, and refused, where ${name} is configured with one of its own`, () => {
      const stack = { 'azure-native:tenantId': one, 'azuread:tenantId': one, [`${name}:tenantId`]: other }
      assert.throws(() => settingsFrom({}, stack), /the stack deploys to two tenants/)
      assert.equal(settingsFrom({ MFA_GATE_TENANT: one }, stack).expectedTenant?.id, one)
    })
  }

  it('is never one of an inherited PULUMI_CONFIG', () => {
    const environment = { ARM_TENANT_ID: other, PULUMI_CONFIG: `{"azure-native:tenantId":"${one}"}` }
    assert.equal(settingsFrom(environment).expectedTenant?.id, other)
  })
})
