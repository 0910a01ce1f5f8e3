import assert from 'node:assert/strict'
import fc from 'fast-check'
import { plannedOf } from '../../policy-pack/planned-of.ts'
import { demandOf } from '../../src/rules/guards/demand.ts'
import { policyIn } from '../../src/rules/guards/planned-policy.ts'

const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const secret = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value: 1 }
const azuread = 'azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy'

const key = fc.constantFrom(
  ...['state', 'conditions', 'grantControls', 'grant_controls', 'users', 'includedUsers', 'include_users'],
  ...['includedGroups', 'includedRoles', 'excludedUsers', 'builtInControls', 'operator', 'locations'],
  ...[
    'authenticationStrength',
    'id',
    'guestOrExternalUserTypes',
    'includedGuestsOrExternalUsers',
    '__proto__',
  ],
)
const leaf = fc.oneof(
  fc.constantFrom<unknown>(unknown, secret, null, '', 'enabled', 'All', 'mfa', 'OR', 'None', []),
  fc.jsonValue(),
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
  ),
}))

const demanded = (type: string, inputs: unknown) => {
  const found = policyIn(type, plannedOf(inputs))
  return found && demandOf(found, {})
}

describe('what a plan says of a policy', () => {
  it('is read whatever it is', () => {
    const types = fc.constantFrom(azuread, 'msgraph:index/resource:Resource')
    fc.assert(
      fc.property(types, tree, (type, inputs) => {
        demanded(type, inputs)
        demanded(type, { url: 'identity/conditionalAccess/policies', body: inputs })
      }),
    )
  })

  it('is nothing for no policy that is enabled and asks all users for MFA, whatever else it says', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree), fc.dictionary(key, tree), (conditions, users) => {
        const demand = demanded(azuread, {
          state: 'enabled',
          conditions: { ...conditions, users: { ...users, includedUsers: ['All'] } },
          grantControls: { operator: 'AND', builtInControls: ['mfa'] },
        })
        assert.equal(demand?.kind, 'asks')
        assert.ok(demand.asked.length + demand.gaps.length > 0)
      }),
    )
  })

  it('is nothing for no policy of which something that decides is not known', () => {
    const parts = {
      state: 'enabled',
      users: { includedUsers: ['All'] },
      grants: { builtInControls: ['mfa'] },
    }
    for (const part of ['state', 'users', 'grants']) {
      for (const veil of [unknown, secret]) {
        const { state, users, grants }: Record<string, unknown> = { ...parts, [part]: veil }
        const demand = demanded(azuread, { state, conditions: { users }, grantControls: grants })
        assert.ok(demand?.kind === 'asks' && demand.gaps.length > 0, part)
      }
    }
  })
})
