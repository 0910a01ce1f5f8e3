import type { Tenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const idOf = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-00000000abcd`
export const [team, nested, circle, empty, gone, hidden, everybody, unknown] = [
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
].map(idOf)

/** Ten accounts come first, u0 to u9, of whom u0 and u1 are not registered. */
export const scenario = ({
  faults = '',
  permissions = 'AuditLog.Read.All, GroupMember.Read.All, User.Read.All, RoleManagement.Read.Directory, RoleEligibilitySchedule.Read.Directory',
  more = '',
} = {}) => `
population: 2500
counts: {mfaRegistered: 2390}
permissions: [${permissions}]
${more}
users:
  guests: 100
  guestsRegistered: 20
  accounts: [${Array.from({ length: 10 }, (_, index) => `{userPrincipalName: u${index}@contoso.com, registered: ${index > 1}, isAdmin: ${index > 7}}`).join(', ')}]
groups:
  - {id: ${team}, accounts: [u0@contoso.com, u2@contoso.com, u3@contoso.com, u4@contoso.com], withoutRow: 2}
  - {id: ${nested}, accounts: [u4@contoso.com, u5@contoso.com], groups: [${team}, ${circle}]}
  - {id: ${circle}, accounts: [u1@contoso.com], groups: [${nested}]}
  - {id: ${empty}}
  - {id: ${gone}, withoutRow: 3}
  - {id: ${hidden}, accounts: [u7@contoso.com], hidden: true}
  - {id: ${everybody}, users: 2500}
roles: [{state: active, account: u9@contoso.com}, {state: eligible, account: u0@contoso.com}]
faults: [${faults}]`

export const of = (group: string | undefined, more = 'minimum: 75%', id = 'team') =>
  `{id: ${id}, measure: mfaRegistered, segment: {group: ${group}}, ${more}}`
export const rules = (...each: readonly string[]) => `rules: [${each.join(', ')}]`
export const excluding = (group: string | undefined, more = '') =>
  `exclusions: {${more} accounts: [{kind: group, group: ${group}, reason: robots}]}\nrules: [{id: everybody, measure: mfaRegistered, minimum: 50%}, {id: guests, measure: mfaRegistered, segment: guests, minimum: 1%}]`

export const run = (tenant: Tenant, document: string, args: readonly string[] = []) =>
  runCheck(tenant, { rules: document, args, environment: { MFA_GATE_PACE: 'off', MFA_GATE_TIMEOUT: '20s' } })
