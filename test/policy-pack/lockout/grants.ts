import { admins, asks190, asset, id, open, policy, secret, strength, unknown, type Row } from './row.ts'

export const states: readonly Row[] = [
  { title: 'an enabled policy that asks MFA of all', answer: 'refused', says: asks190 },
  {
    title: 'one in report-only mode, with the number',
    props: policy({ state: 'enabledForReportingButNotEnforced' }),
    answer: 'goes on',
    hears:
      /report-only, so nobody is asked yet; once enabled: this policy would demand MFA from 23,123 users; 190 of/,
  },
  { title: 'a disabled one', props: policy({ state: 'disabled' }), answer: 'goes on' },
  {
    title: 'a disabled one whose users are not known',
    props: policy({ state: 'disabled', users: unknown }),
    answer: 'goes on',
  },
  {
    title: 'a state that a preview does not know',
    props: policy({ state: unknown }),
    answer: 'undetermined',
    says: open('the state of this policy is not known before the update'),
  },
  {
    title: 'a secret state',
    props: policy({ state: secret('enabled') }),
    answer: 'undetermined',
    says: open('the state of this policy is a secret'),
  },
  {
    title: 'a state of another kind',
    props: policy({ state: true }),
    answer: 'undetermined',
    says: open('cannot read'),
  },
  {
    title: 'a state that is an asset',
    props: policy({ state: asset }),
    answer: 'undetermined',
    says: open('cannot read'),
  },
  {
    title: 'a state that nobody knows',
    props: policy({ state: 'on' }),
    answer: 'undetermined',
    says: open('cannot read'),
  },
  {
    title: 'no state',
    props: { ...policy(), state: null },
    answer: 'undetermined',
    says: open('does not say whether the policy is enabled'),
  },
]

export const grants: readonly Row[] = [
  {
    title: 'a policy that asks for nothing but sessions',
    props: { ...policy(), grantControls: null },
    answer: 'goes on',
  },
  {
    title: 'one that asks for a compliant device',
    props: policy({ grants: { operator: 'AND', builtInControls: ['compliantDevice'] } }),
    answer: 'goes on',
  },
  {
    title: 'one that blocks',
    props: policy({ grants: { operator: 'OR', builtInControls: ['block'] } }),
    answer: 'goes on',
  },
  {
    title: 'MFA and a compliant device',
    props: policy({ grants: { operator: 'AND', builtInControls: ['compliantDevice', 'mfa'] } }),
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'MFA or a compliant device',
    props: policy({ grants: { operator: 'OR', builtInControls: ['compliantDevice', 'mfa'] } }),
    answer: 'undetermined',
    says: open('190 users would lack .* lets in \\(compliantDevice, operator OR\\)'),
  },
  {
    title: 'MFA or the terms of use',
    props: policy({ grants: { operator: 'OR', builtInControls: ['mfa'], termsOfUses: [id] } }),
    answer: 'undetermined',
    says: open('termsOfUse'),
  },
  {
    title: 'an operator that a preview does not know',
    props: policy({ grants: { operator: unknown, builtInControls: ['mfa', 'compliantDevice'] } }),
    answer: 'undetermined',
    says: open('grantControls'),
  },
  {
    title: 'an operator that does not matter',
    props: policy({ grants: { operator: unknown, builtInControls: ['mfa'] } }),
    answer: 'refused',
    says: asks190,
  },
  {
    title: "Microsoft's strength for MFA",
    props: policy({ grants: strength('2') }),
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'the strength without a password',
    props: policy({ grants: strength('3') }),
    answer: 'refused',
    says: /would demand a sign-in without a password from 23,123 users; 3,123 of them are not capable of it\./,
  },
  {
    title: 'the phishing-resistant strength, of admins',
    props: policy({ users: admins, grants: strength('4') }),
    answer: 'refused',
    says: /would demand a phishing-resistant method from at most 40 admins; 2 of them have none registered\./,
  },
  {
    title: 'the same as Microsoft Graph says it',
    props: policy({
      users: admins,
      grants: { operator: 'OR', authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } },
    }),
    answer: 'refused',
    says: /a phishing-resistant method from at most 40 admins/,
  },
  {
    title: 'a strength of the tenant itself',
    props: policy({ grants: { operator: 'OR', authenticationStrengthPolicyId: id } }),
    answer: 'undetermined',
    says: open(`the authentication strength ${id} is none of Microsoft's own`),
  },
  {
    title: 'a strength of the tenant itself of which the document tells',
    props: policy({
      users: admins,
      grants: { operator: 'OR', authenticationStrengthPolicyId: id.toUpperCase() },
    }),
    guard: `, strengths: { ${id}: phishingResistantDeviceBound }`,
    answer: 'refused',
    says: /bound to a device from at most 40 admins; 2 of them have none registered\./,
  },
  {
    title: 'a strength that the same plan makes',
    props: policy({ grants: { operator: 'OR', authenticationStrengthPolicyId: unknown } }),
    answer: 'undetermined',
    says: open('what this policy asks for \\(grantControls\\) is not known before the update'),
  },
  {
    title: 'a strength that is text of somebody, which is not repeated',
    props: policy({ grants: { operator: 'OR', authenticationStrengthPolicyId: 'jane.doe@contoso.com' } }),
    answer: 'undetermined',
    says: /^(?!.*jane)Could not determine/s,
  },
  {
    title: 'controls that are not known',
    props: policy({ grants: unknown }),
    answer: 'undetermined',
    says: open('grantControls'),
  },
  {
    title: 'MFA or a control that is not known',
    props: policy({ grants: { operator: 'OR', builtInControls: ['mfa', unknown] } }),
    answer: 'undetermined',
    says: open('grantControls'),
  },
  {
    title: 'MFA and a control that is not known',
    props: policy({ grants: { operator: 'AND', builtInControls: ['mfa', unknown] } }),
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'one control among others that is not known',
    props: policy({ grants: { operator: 'AND', builtInControls: ['compliantDevice', unknown] } }),
    answer: 'undetermined',
    says: open('grantControls'),
  },
  {
    title: 'secret controls',
    props: policy({ grants: { operator: 'OR', builtInControls: secret(['mfa']) } }),
    answer: 'undetermined',
    says: open('is a secret'),
  },
]
