import { asks190, id, mfa, open, policy, secret, unknown, type Row } from './row.ts'

const graphPolicy = {
  state: 'enabled',
  conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
}
const address = 'identity/conditionalAccess/policies'

export const shapes: readonly Row[] = [
  {
    title: 'a policy of microsoft365',
    type: 'microsoft365:index/graphBetaIdentityAndAccessConditionalAccessPolicy:GraphBetaIdentityAndAccessConditionalAccessPolicy',
    props: graphPolicy,
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'one in the words of Terraform',
    type: 'other:index:ConditionalAccessPolicy',
    props: {
      state: 'enabled',
      conditions: [{ users: [{ include_users: ['All'] }], applications: { include_applications: ['All'] } }],
      grant_controls: [{ operator: 'OR', built_in_controls: ['mfa'] }],
    },
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'one that says a thing twice',
    props: { ...policy(), grant_controls: mfa },
    answer: 'undetermined',
    says: open('cannot read'),
  },
  {
    title: 'a policy of msgraph',
    type: 'msgraph:index/resource:Resource',
    props: { url: address, body: graphPolicy },
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'one whose body is a text',
    type: 'msgraph:index/resource:Resource',
    props: { url: address, body: JSON.stringify(graphPolicy) },
    answer: 'undetermined',
    says: open('what this policy says'),
  },
  {
    title: 'one whose body is secret',
    type: 'msgraph:index/resource:Resource',
    props: { url: address, body: secret(graphPolicy) },
    answer: 'undetermined',
    says: open('what this policy says is a secret'),
  },
  {
    title: 'an update that enables a policy of which the plan says nothing else',
    type: 'msgraph:index/updateResource:UpdateResource',
    props: { url: `${address}/${id}`, body: { state: 'enabled' } },
    answer: 'undetermined',
    says: open('does not say what the policy asks for .*; .*does not say whom'),
  },
  {
    title: 'the same of a policy that the plan makes',
    type: 'msgraph:index/updateResource:UpdateResource',
    props: { url: unknown, body: { state: 'enabled' } },
    answer: 'undetermined',
    says: open('does not say what the policy asks for'),
  },
  {
    title: 'an update that renames a policy',
    type: 'msgraph:index/updateResource:UpdateResource',
    props: { url: `${address}/${id}`, body: { displayName: 'MFA' } },
    answer: 'goes on',
  },
  {
    title: 'an update that disables a policy',
    type: 'msgraph:index/updateResource:UpdateResource',
    props: { url: `${address}/${id}`, body: { state: 'disabled' } },
    answer: 'goes on',
  },
  {
    title: 'another resource of msgraph',
    type: 'msgraph:index/resource:Resource',
    props: { url: 'groups', body: { displayName: 'x' } },
    answer: 'is no policy',
  },
  {
    title: 'another resource of msgraph at an address that is not known',
    type: 'msgraph:index/resource:Resource',
    props: { url: unknown, body: { displayName: 'x' } },
    answer: 'is no policy',
  },
  {
    title: 'another resource of azuread',
    type: 'azuread:index/group:Group',
    props: policy(),
    answer: 'is no policy',
  },
]

const advisory = [{ name: 'ca-lockout-guard', level: 0 }]
export const settings: readonly Row[] = [
  {
    title: 'a minimum that is met',
    guard: `, minimum: 99%`,
    answer: 'goes on',
    hears:
      /passed: this policy would demand MFA from 23,123 users; 190 of them have none registered \(99 % must/,
  },
  { title: 'a guard that is advisory', guard: ', enforcement: advisory', answer: 'warned', says: asks190 },
  {
    title: 'a guard that only warns of what it cannot determine',
    guard: ', onUndetermined: warn',
    props: policy({ users: { includedUsers: [id] } }),
    answer: 'warned',
    says: open('1 user by id'),
  },
  {
    title: 'a guard that only warns of what it cannot determine, and a policy that asks too many',
    guard: ', onUndetermined: warn',
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'a guard that is disabled for the deployment, which is said',
    configured: [{ name: 'ca-lockout-guard', level: 2 }],
    answer: 'goes on',
    hears:
      /Conditional Access policies are not checked: ca-lockout-guard is disabled by the policy configuration\./,
  },
  {
    title: 'a guard that is advisory for the deployment',
    configured: advisory,
    answer: 'warned',
    says: asks190,
  },
  {
    title: 'a guard with another minimum for the deployment',
    configured: [{ name: 'ca-lockout-guard', level: 1, properties: { minimum: '99%' } }],
    answer: 'goes on',
    hears: /99 % must be able to comply, by the policy configuration\)/,
  },
  {
    title: 'a minimum for all policies',
    configured: [
      { name: 'all', level: 1, properties: { minimum: 0.5, segment: 'members' } },
      { name: 'ca-lockout-guard', level: 1 },
    ],
    answer: 'goes on',
  },
  {
    title: 'a waived guard',
    document: `waivers:
  - { rule: ca-lockout-guard, stack: "*/*/dev", reason: rollout, owner: iam, ticket: T-1, created: 2026-01-01, expires: 2099-12-31 }`,
    answer: 'warned',
    says: /^Waived: Below the minimum: this policy would demand MFA from 23,123 users; 190 .*\nWaived by iam, T-1/,
  },
  {
    title: 'a guard that stacks such as this have otherwise',
    document: 'stacks:\n  - { stack: "*/*/dev", rules: [ca-lockout-guard], minimum: 99% }',
    answer: 'goes on',
  },
  {
    title: 'a guard that other stacks have otherwise',
    document: 'stacks:\n  - { stack: "*/*/test", rules: [ca-lockout-guard], minimum: 99% }',
    answer: 'refused',
    says: asks190,
  },
]
