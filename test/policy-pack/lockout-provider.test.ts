import assert from 'node:assert/strict'
import azuread from '@pulumi/azuread/conditionalAccessPolicy.js'
import type { ConditionalAccessPolicyArgs } from '@pulumi/azuread/conditionalAccessPolicy.js'
import { plannedOf } from '../../policy-pack/planned-of.ts'
import { demandOf } from '../../src/rules/guards/demand.ts'
import { policyIn } from '../../src/rules/guards/planned-policy.ts'

const id = '6f1b2c3d-0000-4000-8000-000000000007'

/** Every member that decides whom a policy asks for what, by the names that the provider has: the compiler checks them. */
const args = {
  displayName: 'MFA',
  state: 'enabled',
  conditions: {
    clientAppTypes: ['browser'],
    applications: {
      includedApplications: ['All'],
      excludedApplications: [id],
      includedUserActions: ['urn:user:registersecurityinfo'],
    },
    locations: { includedLocations: ['All'], excludedLocations: ['AllTrusted'] },
    platforms: { includedPlatforms: ['all'] },
    userRiskLevels: ['high'],
    users: {
      includedUsers: [id],
      includedGroups: [id],
      includedRoles: [id],
      includedGuestsOrExternalUsers: [
        {
          guestOrExternalUserTypes: ['internalGuest', 'b2bDirectConnectUser'],
          externalTenants: [{ membershipKind: 'all' }],
        },
      ],
      excludedUsers: [id, id],
      excludedGroups: [id],
      excludedRoles: [id],
      excludedGuestsOrExternalUsers: [{ guestOrExternalUserTypes: ['serviceProvider'] }],
    },
  },
  grantControls: {
    operator: 'OR',
    builtInControls: ['mfa', 'compliantDevice'],
    authenticationStrengthPolicyId:
      '/policies/authenticationStrengthPolicies/00000000-0000-0000-0000-000000000004',
    customAuthenticationFactors: ['factor'],
    termsOfUses: [id],
  },
} satisfies ConditionalAccessPolicyArgs

describe('a policy as @pulumi/azuread has it', () => {
  const { __pulumiType: type } = azuread.ConditionalAccessPolicy as unknown as { __pulumiType: string }

  it('is read by its type, whole', () => {
    const found = policyIn(type, plannedOf(args))
    assert.ok(found !== undefined)
    assert.deepEqual(demandOf(found, {}), {
      kind: 'asks',
      enforced: true,
      asked: [`group:${id}`, 'admins', 'guests'].flatMap((segment) =>
        ['mfaRegistered', 'phishingResistant'].map((measure) => ({ segment, certain: true, measure })),
      ),
      gaps: [{ kind: 'listed', what: 'users', number: 1 }],
      around: {
        excludes: { users: 2, groups: 1, roles: 1, guests: 'some', veiled: false },
        conditions: ['applications', 'clientAppTypes', 'locations', 'platforms', 'userRiskLevels'],
        someRoles: true,
        alternatives: ['compliantDevice', 'termsOfUse', 'customAuthenticationFactors'],
        excludesAnybody: true,
      },
    })
  })
})
