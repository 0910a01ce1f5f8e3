/** One preview: a tenant, a pack, and what must come of it. The same list runs on the real CLI and on the embedded engine. */
export interface PreviewScenario {
  readonly title: string
  readonly population?: number
  readonly registered?: number
  readonly fault?: string
  readonly timeout?: string
  /** Which form of the pack; both when not given. */
  readonly form?: 'directory' | 'executable'
  /** Text of the rules document; `missing` names one that is not there. */
  readonly rules?: string
  readonly config?: unknown
  readonly workloads?: number
  /** What the stack's configuration says, by full key. */
  readonly stackConfig?: Readonly<Record<string, string>>
  /** Set beside the tenant's address. */
  readonly environment?: Readonly<Record<string, string>>
  readonly refused: boolean
  readonly says: readonly string[]
  readonly saysNot?: readonly string[]
  readonly reportRequests?: number
}

const rule = (id: string, ...lines: string[]): string =>
  [`  - id: ${id}`, 'measure: mfaRegistered', 'minimum: 95%', ...lines].join('\n    ')
const rules = (...entries: string[]): string => `rules:\n${entries.join('\n')}\n`

const green = '✅ entra-mfa-gate@v'
const red = '❌ entra-mfa-gate@v'
const yellow = '⚠️ entra-mfa-gate@v'

export const previewScenarios: readonly PreviewScenario[] = [
  {
    title: '33 of 23,123 is refused, with all that the operator needs to know',
    refused: true,
    says: [
      red,
      '[mandatory] [severity: high]  mfa-registered',
      'Below the minimum: 33 of 23,123 users (0.14 %) are registered for MFA, 95 % required.',
      '21,934 more users must register.',
      'Source: beta/reports/getCredentialUserRegistrationCount; the report lags by some hours.',
      'To do: ',
    ],
    reportRequests: 1,
  },
  {
    title: '22,000 of 23,123 passes',
    registered: 22_000,
    refused: false,
    says: [
      green,
      'Diagnostics:',
      'entra-mfa-gate: passed: 22,000 of 23,123 users (95.14 %) are registered for MFA, 95 % required. Tenant ',
      '; rules: the built-in rules.',
    ],
    saysNot: ['Below', 'Changed by'],
    reportRequests: 1,
  },
  {
    title: '949,999 of 1,000,000 is refused',
    population: 1_000_000,
    registered: 949_999,
    refused: true,
    says: ['949,999 of 1,000,000 users (94.99 %)'],
  },
  {
    title: '1,000 components cost one request',
    workloads: 1_000,
    form: 'executable',
    refused: true,
    says: ['33 of 23,123'],
    reportRequests: 1,
  },
  {
    title: 'several rules cost one request, and each speaks',
    form: 'executable',
    rules: rules(
      rule('first'),
      rule('second', 'enforcement: advisory'),
      rule('third', 'enforcement: disabled'),
    ),
    refused: true,
    says: [
      '[mandatory] [severity: high]  first',
      '[advisory] [severity: high]  second',
      'Tenant and source, to do: as for first.',
      'third: not asked, disabled by the rule itself (',
    ],
    saysNot: ['[severity: high]  third'],
    reportRequests: 1,
  },
  {
    title: 'an advisory violation is shown and goes on',
    form: 'executable',
    rules: rules(rule('mfa', 'enforcement: advisory')),
    refused: false,
    says: [yellow, 'Below the minimum'],
  },
  {
    title: 'configuration lowers the minimum, which is said',
    config: { 'mfa-registered': { minimum: 0.001 } },
    refused: false,
    says: [green, 'Changed by the policy configuration: mfa-registered: minimum from 95 % to 0.1 %.'],
  },
  {
    title: 'configuration makes the policy advisory',
    form: 'executable',
    config: { 'mfa-registered': 'advisory' },
    refused: false,
    says: [yellow, 'Below the minimum'],
  },
  {
    title: 'configuration makes all policies advisory',
    form: 'executable',
    config: { all: 'advisory' },
    refused: false,
    says: [yellow, 'Below the minimum'],
  },
  {
    title: 'configuration raises the minimum of all policies',
    config: { all: { enforcementLevel: 'mandatory', minimum: '99%' } },
    registered: 22_500,
    refused: true,
    says: [red, '22,500 of 23,123 users (97.30 %) are registered for MFA, 99 % required.'],
  },
  {
    title: 'configuration says something of all policies that none of them knows',
    form: 'executable',
    config: { all: { enforcementLevel: 'mandatory', minimun: '99%' } },
    registered: 22_500,
    refused: true,
    says: ['unknown key "minimun"; did you mean "minimum"?'],
    reportRequests: 0,
  },
  {
    title: 'configuration would switch a locked rule off',
    form: 'executable',
    rules: rules(rule('mfa', 'waivable: false')),
    config: { mfa: 'disabled' },
    registered: 22_500,
    refused: true,
    says: ['enforcement "disabled" would loosen the rule "mfa", which is locked (waivable: false)'],
    reportRequests: 0,
  },
  {
    title: 'configuration would lower the minimum of a locked rule',
    form: 'executable',
    rules: rules(rule('mfa', 'locked: true')),
    config: { mfa: { minimum: 0 } },
    refused: true,
    says: ['minimum 0 would loosen the rule "mfa", which is locked (locked: true)'],
    reportRequests: 0,
  },
  {
    title: 'a level that configuration chose beats that of the stack',
    rules: `${rules(rule('mfa'))}stacks:\n  - { stack: "*/*/*", enforcement: advisory }\n`,
    config: { mfa: 'mandatory' },
    refused: true,
    says: [red, '[mandatory] [severity: high]  mfa'],
  },
  {
    title: 'a level of the stack holds where configuration chose none',
    rules: `${rules(rule('mfa'))}stacks:\n  - { stack: "*/*/*", enforcement: advisory }\n`,
    config: { mfa: { minimum: '96%' } },
    refused: false,
    says: [yellow, '[advisory] [severity: high]  mfa', '96 % required'],
  },
  {
    title: 'configuration changes the measure',
    form: 'executable',
    config: { 'mfa-registered': { measure: 'ssprEnabled', minimum: '50%' } },
    refused: false,
    says: [green],
  },
  {
    title: 'a pack that was asked nothing says so',
    form: 'executable',
    config: { all: 'disabled' },
    refused: false,
    says: ['entra-mfa-gate: nothing judged: not asked, disabled by the policy configuration.'],
    reportRequests: 0,
  },
  {
    title: 'a misspelt policy name is refused',
    config: { 'mfa-registerd': 'mandatory' },
    refused: true,
    says: ['there is no policy "mfa-registerd"; did you mean "mfa-registered"?'],
    reportRequests: 0,
  },
  {
    title: 'a misspelt policy name beside all: disabled is refused',
    form: 'executable',
    config: { all: 'disabled', 'mfa-registerd': 'mandatory' },
    refused: true,
    says: ['did you mean "mfa-registered"?'],
  },
  {
    title: 'a misspelt key is refused',
    config: { 'mfa-registered': { minimun: '90%' } },
    refused: true,
    says: ['unknown key "minimun"; did you mean "minimum"?'],
    reportRequests: 0,
  },
  {
    title: 'a minimum of 95 is asked about',
    form: 'executable',
    config: { 'mfa-registered': { minimum: 95 } },
    refused: true,
    says: ['minimum 95 is ambiguous: was 95 % meant?'],
  },
  {
    title: 'a minimum of 0.95% is asked about',
    form: 'executable',
    config: { 'mfa-registered': { minimum: '0.95%' } },
    refused: true,
    says: ['less than one percent'],
  },
  {
    title: 'a value of the wrong type is refused',
    form: 'executable',
    config: { 'mfa-registered': { severity: 7 } },
    refused: true,
    says: ['severity'],
    reportRequests: 0,
  },
  {
    title: 'rules that are not there',
    rules: 'missing',
    refused: true,
    says: ['Could not determine: the rules document', 'there is no such file'],
    reportRequests: 0,
  },
  {
    title: 'rules that are not there, where the policy that refuses them is disabled',
    form: 'executable',
    rules: 'missing',
    config: { 'mfa-gate-settings': 'disabled' },
    refused: false,
    says: [
      'entra-mfa-gate: nothing judged: the rules document',
      'mfa-gate-settings, which refuses that, is disabled by the policy configuration.',
    ],
    reportRequests: 0,
  },
  {
    title: 'one rule of several that the configuration disables, although the pack is quiet',
    form: 'executable',
    registered: 22_000,
    rules: rules(rule('first'), rule('second')),
    config: { second: 'disabled' },
    environment: { MFA_GATE_QUIET: '1' },
    refused: false,
    says: [green, 'second: not asked, disabled by the policy configuration.'],
  },
  {
    title: 'a pack that is quiet',
    form: 'executable',
    registered: 22_000,
    environment: { MFA_GATE_QUIET: '1' },
    refused: false,
    says: [green],
    saysNot: ['passed: 22,000'],
  },
  {
    title: 'rules with a typo',
    form: 'executable',
    rules: rules(rule('mfa', 'enforcment: advisory')),
    refused: true,
    says: ['did you mean "enforcement"?'],
    reportRequests: 0,
  },
  {
    title: 'a wrong secret',
    form: 'executable',
    fault: 'login:wrong-secret',
    refused: true,
    says: ['Could not determine: Microsoft Entra refused the sign-in', 'the client secret is wrong'],
  },
  {
    title: 'no licence',
    form: 'executable',
    fault: 'report:licence-403',
    refused: true,
    says: ['Could not determine: the tenant has no Microsoft Entra ID P1 or P2 licence'],
  },
  {
    title: 'no permission',
    fault: 'report:permission-403',
    form: 'executable',
    refused: true,
    says: ['grant it the application permission Reports.Read.All'],
  },
  {
    title: 'throttling for ever',
    fault: 'report:throttle-429',
    form: 'executable',
    refused: true,
    says: ['Could not determine: Microsoft Graph throttles this app'],
  },
  {
    title: 'a hanging report',
    fault: 'report:hang',
    refused: true,
    says: ['Could not determine: reading Microsoft Graph took longer than 5 s'],
  },
  {
    title: 'a hanging login',
    fault: 'login:hang',
    form: 'executable',
    refused: true,
    says: ['Could not determine: signing in took longer than 5 s'],
  },
  {
    title: 'HTML with 200',
    fault: 'report:html-200',
    form: 'executable',
    refused: true,
    says: ['Could not determine: the answer is not JSON'],
  },
  {
    title: 'a cut body',
    fault: 'report:cut-body',
    form: 'executable',
    refused: true,
    says: ['Could not determine: the answer broke off'],
  },
  {
    title: 'an empty value',
    fault: 'report:empty-value',
    form: 'executable',
    refused: true,
    says: ['Could not determine: the report is empty'],
  },
  {
    title: 'no count of mfaRegistered',
    fault: 'report:missing-measure',
    form: 'executable',
    refused: true,
    says: ['Could not determine: the report has no count'],
  },
  {
    title: 'a tenant of nobody',
    population: 0,
    registered: 0,
    form: 'executable',
    refused: true,
    says: ['Could not determine: the report counts 0 users'],
  },
  {
    title: 'a tenant other than the stack deploys to',
    stackConfig: { 'azure-native:tenantId': '11111111-1111-4111-8111-111111111111' },
    refused: true,
    says: [
      'Could not determine: signed in to another tenant',
      'instead of 11111111-1111-4111-8111-111111111111',
    ],
    reportRequests: 0,
  },
  {
    title: 'a tenant other than the classic package deploys to',
    form: 'executable',
    stackConfig: { 'azure:tenantId': '11111111-1111-4111-8111-111111111111' },
    refused: true,
    says: ['instead of 11111111-1111-4111-8111-111111111111'],
    reportRequests: 0,
  },
  {
    title: 'whatever tenant the configuration of another stack names, which started this `pulumi`',
    registered: 22_000,
    environment: {
      PULUMI_CONFIG: '{"azure-native:tenantId":"11111111-1111-4111-8111-111111111111"}',
      PULUMI_NODEJS_STACK: 'outer',
      PULUMI_NODEJS_PROJECT: 'outer',
    },
    refused: false,
    says: [green],
    reportRequests: 1,
  },
  {
    title: 'a stack that deploys to two tenants',
    stackConfig: {
      'azure-native:tenantId': '11111111-1111-4111-8111-111111111111',
      'azuread:tenantId': '22222222-2222-4222-8222-222222222222',
    },
    refused: true,
    says: ['Could not determine: the stack deploys to two tenants'],
    reportRequests: 0,
  },
  {
    title: 'what could not be determined warns where the rule says so',
    fault: 'report:licence-403',
    form: 'executable',
    rules: rules(rule('mfa', 'onUndetermined: warn')),
    refused: false,
    says: [yellow, '[advisory]', 'Could not determine'],
  },
  {
    title: 'what could not be determined warns where the configuration says so',
    fault: 'report:licence-403',
    form: 'executable',
    config: { 'mfa-registered': { onUndetermined: 'warn' } },
    refused: false,
    says: [yellow, 'Could not determine'],
  },
]
