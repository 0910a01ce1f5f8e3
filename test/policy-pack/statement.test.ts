import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import structs from 'google-protobuf/google/protobuf/struct_pb.js'
import { observeConfiguration } from '../../policy-pack/configuration.ts'
import { packOf } from '../../policy-pack/pack.ts'
import { freshSnapshot, snapshotTenant, startPack, type StartOptions } from './start-pack.ts'

const [advisory, disabled] = [0, 2]
const one = 'rules:\n  - { id: mfa, measure: mfaRegistered, minimum: 95% }\n'
const three = `${one}  - { id: off, measure: mfaRegistered, minimum: 10%, enforcement: disabled }
  - { id: elsewhere, measure: mfaRegistered, minimum: 10% }
stacks:
  - { stack: "*/*/dev", rules: [elsewhere], enforcement: disabled }
`
const waived = `${one}waivers:
  - { rule: mfa, stack: "*/*/*", reason: r, owner: o, ticket: T-1, created: 2026-01-01, expires: 2026-01-02 }
  - { rule: mfa, stack: "*/*/dev", reason: r, owner: o, ticket: T-2, created: 2026-01-01, expires: 2099-12-31 }
`

interface Row extends StartOptions {
  readonly title: string
  /** Of 100. */
  readonly registered: number
  readonly rules?: string
  /** What lies in mfa-rules.yaml. */
  readonly unused?: string
  readonly says: readonly RegExp[]
  readonly saysNot?: RegExp
  /** How many lines on stderr; 1 when not given. */
  readonly lines?: number
}

const rows: readonly Row[] = [
  {
    title: 'a pass, with its numbers and what they rest on',
    registered: 95,
    says: [
      /^entra-mfa-gate: passed: 95 of 100 users \(95\.00 %\) are registered for MFA, 95 % required\. Tenant 0b1c2d3e-0000-4000-8000-000000000001, from the snapshot tenant\.json, 0 minutes old \(read \d\d:\d\d:\d\d UTC\); rules: rules\.yaml\.$/,
    ],
  },
  {
    title: 'the built-in rules',
    registered: 95,
    rules: '',
    says: [/; rules: the built-in rules\.$/],
  },
  {
    title: 'a rules document that lies beside the program and that nothing names',
    registered: 95,
    rules: '',
    unused: one,
    says: [
      /; rules: the built-in rules \(mfa-rules\.yaml is here but not used: MFA_GATE_RULES does not name it\)\.$/,
    ],
  },
  { title: 'a refusal', registered: 10, says: [/^entra-mfa-gate: refused: below the minimum: 10 of 100 /] },
  {
    title: 'a level and a minimum that the policy configuration changed, and from what',
    registered: 10,
    configured: [{ name: 'mfa', level: advisory, properties: { minimum: '5%' } }],
    says: [
      /^entra-mfa-gate: passed: 10 of 100 /,
      /Changed by the policy configuration: mfa: enforcement from mandatory to advisory, minimum from 95 % to 5 %\.$/,
    ],
  },
  {
    title: 'an advisory violation as a warning',
    registered: 10,
    configured: [{ name: 'mfa', level: advisory }],
    says: [/^entra-mfa-gate: warned: below the minimum: 10 of 100 /],
  },
  {
    title: 'every rule that was not asked, and who switched it off',
    registered: 95,
    rules: three,
    says: [
      /^entra-mfa-gate: passed: mfa: passed: 95 of 100 /,
      /; off: not asked, disabled by the rule itself \(rules\.yaml:3\);/,
      /; elsewhere: not asked, disabled by an entry of stacks: \(rules\.yaml:6\)\./,
    ],
  },
  {
    title: 'a rule among several that the policy configuration disabled, even where the line is left out',
    registered: 95,
    rules: three,
    environment: { MFA_GATE_QUIET: '1' },
    configured: [{ name: 'elsewhere', level: disabled }],
    says: [/elsewhere: not asked, disabled by the policy configuration\./],
  },
  {
    title: 'that nothing was judged where everything is disabled',
    registered: 10,
    configured: [{ name: 'mfa', level: disabled }],
    says: [
      /^entra-mfa-gate: nothing judged: not asked, disabled by the policy configuration\. Rules: rules\.yaml/,
    ],
    saysNot: /passed/,
  },
  {
    title: 'a waiver that was used, and those that nobody needs',
    registered: 10,
    rules: waived,
    says: [
      /^entra-mfa-gate: passed with waivers: waived: below the minimum: 10 of 100 /,
      /Waivers: expired on 2026-01-02: mfa on \*\/\*\/\*, o, T-1 \(rules\.yaml:4\)\.$/,
    ],
  },
  {
    title: 'an unused waiver',
    registered: 95,
    rules: waived,
    says: [/; unused, until 2099-12-31: mfa on \*\/\*\/dev, o, T-2 \(rules\.yaml:5\)\.$/],
  },
  {
    title: 'nothing when it is to be quiet',
    registered: 95,
    environment: { MFA_GATE_QUIET: '1' },
    says: [],
    lines: 0,
  },
  {
    title: 'what users wrote without the colours that Pulumi would make of it',
    registered: 10,
    rules: waived.replace('owner: o, ticket: T-1', 'owner: "<{%fg 2%}>o<{%reset%}>", ticket: T-1'),
    says: [/mfa on \*\/\*\/\*, <\{ %fg 2%\}>o<\{ %reset%\}>, T-1/],
    saysNot: /<\{%/,
  },
  {
    title: 'rules that cannot be read',
    registered: 95,
    environment: { MFA_GATE_RULES: 'gone.yaml' },
    says: [/^entra-mfa-gate: could not determine: the rules document .*gone\.yaml cannot be read/],
  },
  {
    title: 'rules that cannot be read although the policy that refuses them is disabled',
    registered: 95,
    environment: { MFA_GATE_RULES: 'gone.yaml', MFA_GATE_QUIET: '1' },
    configured: [{ name: 'mfa-gate-settings', level: disabled }],
    says: [
      /^entra-mfa-gate: nothing judged: the rules document .*gone\.yaml cannot be read.*; mfa-gate-settings, which refuses that, is disabled by the policy configuration\.$/,
    ],
  },
  {
    title: 'two tenants in the settings, which keep every rule from being judged',
    registered: 95,
    environment: {
      MFA_GATE_TENANT: undefined,
      PULUMI_NODEJS_PROJECT: 'shop',
      PULUMI_NODEJS_STACK: 'dev',
      PULUMI_CONFIG: JSON.stringify({
        'azuread:tenantId': '11111111-1111-4111-8111-111111111111',
        'azure:tenantId': '22222222-2222-4222-8222-222222222222',
      }),
    },
    says: [/^entra-mfa-gate: could not determine: the stack deploys to two tenants/],
  },
]

describe('The line of the pack under Diagnostics', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-statement-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  for (const { title, registered, rules = one, unused, says, saysNot, lines = 1, ...options } of rows) {
    it(`tells ${title}`, async () => {
      writeFileSync(join(folder, 'rules.yaml'), rules)
      rmSync(join(folder, 'mfa-rules.yaml'), { force: true })
      if (unused !== undefined) writeFileSync(join(folder, 'mfa-rules.yaml'), unused)
      writeFileSync(join(folder, 'tenant.json'), freshSnapshot(100, registered))
      const { printed } = await startPack(folder, {
        ...options,
        environment: {
          ...(rules === '' ? {} : { MFA_GATE_RULES: 'rules.yaml' }),
          MFA_GATE_SNAPSHOT: 'tenant.json',
          MFA_GATE_TENANT: snapshotTenant,
          ...options.environment,
        },
      })
      assert.equal(printed.length, lines, printed.join('\n'))
      const [line = ''] = printed
      for (const text of says) assert.match(line, text)
      if (saysNot !== undefined) assert.doesNotMatch(line, saysNot)
      assert.doesNotMatch(line, /[\n\r]/)
    })
  }

  it('is told of a disabled policy as well, which @pulumi/policy would pass over', () => {
    const method = analyzer.AnalyzerService.configure
    const original = method.requestDeserialize
    try {
      observeConfiguration(packOf({}, '/'))
      const sent = new messages.ConfigureAnalyzerRequest()
      const level = messages.EnforcementLevel.DISABLED
      const config = new messages.PolicyConfig()
        .setEnforcementlevel(level)
        .setProperties(structs.Struct.fromJavaScript({}))
      sent.getPolicyconfigMap().set('mfa-registered', config)
      const seen = method.requestDeserialize(Buffer.from(sent.serializeBinary()))
      assert.notEqual(seen.getPolicyconfigMap().get('mfa-registered')?.getEnforcementlevel(), level)
    } finally {
      method.requestDeserialize = original
    }
  })
})
