import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const crew = '11111111-0000-4000-8000-00000000abcd'
const circle = '22222222-0000-4000-8000-00000000abcd'
const app = '33333333-0000-4000-8000-00000000abcd'
const readers = 'AuditLog.Read.All, RoleManagement.Read.Directory'
const all = `${readers}, RoleEligibilitySchedule.Read.Directory, GroupMember.Read.All`

/** a1 and a2 have roles, a3 by a group, a4 may activate one, a5 by a group; a2 and a5 are not registered. isAdmin says a1 alone. */
const scenario = ({ faults = '', permissions = all, roles = '' } = {}) => `
population: 1200
counts: {mfaRegistered: 1100}
permissions: [${permissions}]
users:
  accounts:
    - {userPrincipalName: a1@contoso.com, registered: true, isAdmin: true}
    - {userPrincipalName: a2@contoso.com}
    - {userPrincipalName: a3@contoso.com, registered: true}
    - {userPrincipalName: a4@contoso.com, registered: true}
    - {userPrincipalName: a5@contoso.com}
groups:
  - {id: ${crew}, accounts: [a3@contoso.com], withoutRow: 1, groups: [${circle}]}
  - {id: ${circle}, accounts: [a1@contoso.com], groups: [${crew}]}
  - {id: ${app}, accounts: [a5@contoso.com]}
roles: ${
  roles === ''
    ? `
  - {state: active, account: a1@contoso.com}
  - {state: active, account: a1@contoso.com}
  - {state: active, account: a2@contoso.com}
  - {state: active, group: ${crew}}
  - {state: active, app: 44444444-0000-4000-8000-00000000abcd}
  - {state: eligible, account: a4@contoso.com}
  - {state: eligible, account: a1@contoso.com}
  - {state: eligible, group: ${app}}`
    : roles
}
faults: [${faults}]`

const rule = (state: string, more = 'minimum: 60%', id = state) =>
  `{id: ${id}, measure: mfaRegistered, segment: {privilegedRoles: ${state}}, ${more}}`
const rules = (...each: readonly string[]) => `rules: [${each.join(', ')}]`

interface Row {
  readonly title: string
  readonly scenario?: Parameters<typeof scenario>[0]
  readonly rules: string
  readonly says: readonly string[]
  readonly exitCode: 0 | 1 | 2 | 3
  /** Of the per-user report, of role lists, of groups. */
  readonly requests?: readonly [number, number, number]
}

const rows: readonly Row[] = [
  {
    title: 'by active roles: each once, groups expanded also in a circle, no apps, whatever isAdmin says',
    rules: rules(rule('active'), '{id: flagged, measure: mfaRegistered, segment: admins, minimum: 100%}'),
    says: [
      '✓ active [mandatory, high] At or above the minimum: 2 of 3 users with an active admin role (66.66 %) are registered for MFA, 60 % required.',
      '1 further user with an active admin role is not in the report (disabled, new or unlicensed), so it counts neither for nor against.',
      '✓ flagged [mandatory, high] At or above the minimum: 1 of 1 admins (100.00 %)',
      'Directory: the role assignments of the directory: 1 request, 1 page, 5 assignments; the users of the group ' +
        crew +
        ': 1 request, 1 page, 3 users.',
    ],
    exitCode: 0,
    requests: [2, 1, 1],
  },
  {
    title: 'by eligible roles too, and by groups that may activate one',
    rules: rules(rule('eligible')),
    says: [
      'At or above the minimum: 3 of 5 users with an active or eligible admin role (60.00 %)',
      'the role eligibilities of the directory: 1 request, 1 page, 3 assignments',
    ],
    exitCode: 0,
    requests: [2, 2, 2],
  },
  {
    title: 'both ways at once, each group asked once',
    rules: rules(rule('active'), rule('eligible', 'minimum: 61%')),
    says: [
      '✓ active',
      '✗ eligible [mandatory, high] Below the minimum: 3 of 5',
      '1 more user with an active or eligible admin role must register.',
    ],
    exitCode: 1,
    requests: [2, 3, 2],
  },
  {
    title: 'not without the permission for assignments, and other rules are judged',
    scenario: { permissions: 'AuditLog.Read.All' },
    rules: rules(rule('active'), '{id: everybody, measure: mfaRegistered, minimum: 50%}'),
    says: [
      '✗ active [mandatory, high] Could not determine: the app may not read the role assignments of the directory (Authorization_RequestDenied).',
      'grant it the application permission RoleManagement.Read.Directory',
      '✓ everybody',
    ],
    exitCode: 3,
  },
  {
    title: 'not by eligibilities without their permission, while active ones are',
    scenario: { permissions: `${readers}, GroupMember.Read.All` },
    rules: rules(rule('active'), rule('eligible')),
    says: [
      '✓ active',
      '✗ eligible',
      'the app may not read the role eligibilities of the directory',
      'RoleEligibilitySchedule.Read.Directory',
    ],
    exitCode: 3,
  },
  {
    title: 'not where a group has a role and may not be read',
    scenario: { permissions: readers },
    rules: rules(rule('active')),
    says: [
      `Could not determine: the app may not read the users of the group ${crew}`,
      'GroupMember.Read.All',
    ],
    exitCode: 3,
    requests: [0, 1, 1],
  },
  {
    title: 'without that permission where no group has a role',
    scenario: { permissions: readers, roles: '[{state: active, account: a1@contoso.com}]' },
    rules: rules(rule('active', 'minimum: 100%')),
    says: ['1 of 1 users with an active admin role'],
    exitCode: 0,
    requests: [2, 1, 0],
  },
  {
    title: 'not where nobody has a role, which no tenant is like, whatever onEmpty says',
    scenario: { roles: '[]' },
    rules: rules(rule('active', 'minimum: 1%, onEmpty: pass')),
    says: ['Could not determine: no user with an active admin role came, but every tenant has one'],
    exitCode: 3,
  },
  {
    title: 'not where an assignment does not say who has it',
    scenario: { faults: '{on: directory, kind: row-without-facts}' },
    rules: rules(rule('active')),
    says: [
      'the pages of the role assignments of the directory do not add up: 1 row of a page has no usable principal',
    ],
    exitCode: 3,
  },
  {
    title: 'not where the pages of assignments break off',
    scenario: { faults: '{on: directory, kind: missing-value}' },
    rules: rules(rule('active')),
    says: ['the pages of the role assignments of the directory do not add up: a page has no value'],
    exitCode: 3,
  },
  {
    title: 'not with the filter on admins, which knows another kind of admin',
    rules: `adminsByFilter: true\n${rules(rule('active'))}`,
    says: ['2 of 3 users with an active admin role', 'was not used, as rules'],
    exitCode: 0,
    requests: [2, 1, 1],
  },
  {
    title: 'not from a report that knows no users',
    rules: `source: registrationCounts\n${rules(rule('active'))}`,
    says: ['registrationCounts does not have mfaRegistered of roles:active'],
    exitCode: 3,
    requests: [0, 0, 0],
  },
  {
    title: 'not by a state that is none of these two',
    rules: rules(rule('permanent')),
    says: ['privilegedRoles "permanent" is unknown; allowed: active, eligible'],
    exitCode: 2,
  },
  {
    title: 'not as a group at the same time',
    rules: rules(rule('active').replace('{privilegedRoles', `{group: ${crew}, privilegedRoles`)),
    says: ['/rules/0/segment): segment {"group"'],
    exitCode: 2,
  },
]

describe('Admins by the roles of the directory are judged', () => {
  for (const { title, scenario: played, rules: document, says, exitCode, requests } of rows) {
    it(title, async () => {
      await using tenant = await startTenant(loadScenario(scenario(played)))
      const ran = await runCheck(tenant, { rules: document, environment: { MFA_GATE_PACE: 'off' } })
      const output = ran.stdout + ran.stderr
      let from = 0
      for (const piece of says) {
        const at = output.indexOf(piece, from)
        assert.notEqual(at, -1, `${piece}\nis missing after ${from} in\n${output}`)
        from = at
      }
      assert.equal(ran.exitCode, exitCode)
      assert.doesNotMatch(output, /@contoso/)
      if (requests === undefined) return
      const asked = (part: string) => tenant.requests.filter(({ path }) => path.includes(part)).length
      assert.deepEqual(
        [asked('userRegistrationDetails'), asked('/roleManagement/'), asked('/groups/')],
        requests,
      )
    })
  }
})
