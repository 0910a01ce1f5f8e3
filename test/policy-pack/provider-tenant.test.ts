import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apply } from '../../policy-pack/configuration.ts'
import { packOf } from '../../policy-pack/pack.ts'
import { freshSnapshot, rootStack, snapshotTenant, startPack, type StartOptions } from './start-pack.ts'

const other = '11111111-1111-4111-8111-111111111111'
const unknownProps = new Proxy(
  {},
  {
    get: () => {
      throw new Error('unknown in a preview')
    },
  },
)

const provider = (type: string, props: Record<string, unknown>, name = 'mine') => ({
  type: `pulumi:providers:${type}`,
  urn: `urn:pulumi:dev::shop::pulumi:providers:${type}::${name}`,
  name,
  props,
})

interface Row {
  readonly title: string
  readonly resource: ReturnType<typeof provider>
  readonly rules?: string
  readonly environment?: StartOptions['environment']
  readonly configured?: StartOptions['configured']
  /** What becomes of the provider. */
  readonly answer: 'goes on' | 'refused' | 'warned'
  readonly says?: RegExp
  readonly hears?: RegExp
}

const rule = (more = ''): string =>
  `  - { id: r${more.length}, measure: mfaRegistered, minimum: 95%${more} }\n`
const advisory = rule(', enforcement: advisory')
const elsewhere = (type: string): Row => ({
  title: `a ${type} provider of another tenant`,
  resource: provider(type, { tenantId: other }),
  answer: 'refused',
  says: new RegExp(`the provider mine deploys to the tenant ${other}, and ${snapshotTenant} was judged`),
})

const rows: readonly Row[] = [
  ...[
    ...['azure-native', 'azuread', 'azure', 'azurerm', 'azapi', 'msgraph'],
    'azure-native_compute_v20230301',
  ].map(elsewhere),
  ...[{ id: other }, [other], 5, true].map((tenantId): Row => ({
    title: `a tenant that is given as ${JSON.stringify(tenantId)}`,
    resource: provider('azuread', { tenantId }),
    answer: 'refused',
    says: /the tenant of the provider mine is not given as a text/,
  })),
  ...['', null].map((tenantId): Row => ({
    title: `one whose tenant is ${JSON.stringify(tenantId)}`,
    resource: provider('azuread', { tenantId }),
    answer: 'goes on',
  })),
  {
    title: 'one of the judged tenant, however it is written',
    resource: provider('azuread', { tenantId: ` ${snapshotTenant.toUpperCase()} ` }),
    answer: 'goes on',
  },
  { title: 'one that names no tenant', resource: provider('azure-native', {}), answer: 'goes on' },
  {
    title: 'one that takes another tenant from ARM_TENANT_ID',
    resource: provider('azure-native', {}),
    environment: { ARM_TENANT_ID: other },
    answer: 'refused',
    says: new RegExp(other),
  },
  {
    title: 'one that names its tenant by a domain, which cannot be compared',
    resource: provider('azuread', { tenantId: 'contoso.onmicrosoft.com' }),
    answer: 'refused',
    says: /to the tenant contoso\.onmicrosoft\.com, and .* list contoso\.onmicrosoft\.com in MFA_GATE_OTHER_TENANTS/s,
  },
  {
    title: 'a tenant that may be deployed to without being judged',
    resource: provider('azuread', { tenantId: other }),
    environment: { MFA_GATE_OTHER_TENANTS: `contoso.example, ${other}` },
    answer: 'goes on',
  },
  {
    title: 'a tenant that a preview does not know',
    resource: provider('azuread', unknownProps),
    answer: 'goes on',
    hears: /the tenant of the provider mine is not known in this preview; the update compares it/,
  },
  {
    title: 'a provider of something else',
    resource: provider('aws', { tenantId: other }),
    answer: 'goes on',
  },
  {
    title: 'another tenant where every rule is advisory',
    resource: provider('azuread', { tenantId: other }),
    rules: `rules:\n${advisory}`,
    answer: 'warned',
  },
  {
    title: 'another tenant where one of the rules is mandatory',
    resource: provider('azuread', { tenantId: other }),
    rules: `rules:\n${advisory}${rule()}`,
    answer: 'refused',
  },
  {
    title: 'another tenant where what cannot be determined only warns',
    resource: provider('azuread', { tenantId: other }),
    rules: `rules:\n${rule(', onUndetermined: warn')}`,
    answer: 'warned',
  },
  {
    title: 'another tenant where the policy is advisory',
    resource: provider('azuread', { tenantId: other }),
    configured: [{ name: 'mfa-gate-tenant', level: 0 }],
    answer: 'warned',
  },
  {
    title: 'another tenant where the policy is disabled, which is said',
    resource: provider('azuread', { tenantId: other }),
    environment: { MFA_GATE_QUIET: '1' },
    configured: [{ name: 'mfa-gate-tenant', level: 2 }],
    answer: 'goes on',
    hears: /Tenants of providers are not compared: mfa-gate-tenant is disabled by the policy configuration\./,
  },
]

describe('The tenant of a provider', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-provider-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const environmentOf = (rules: string, more: StartOptions['environment']) => {
    writeFileSync(join(folder, 'rules.yaml'), rules)
    writeFileSync(join(folder, 'tenant.json'), freshSnapshot(100, 95))
    return {
      MFA_GATE_RULES: 'rules.yaml',
      MFA_GATE_SNAPSHOT: 'tenant.json',
      MFA_GATE_TENANT: snapshotTenant,
      MFA_GATE_REPORT: 'json:mfa.json',
      ...more,
    }
  }
  const outcome = (): unknown => {
    const report = JSON.parse(readFileSync(join(folder, 'mfa.json'), 'utf8')) as { outcome: unknown }
    return report.outcome
  }

  for (const { title, resource, rules = `rules:\n${rule()}`, environment, ...row } of rows) {
    it(`${row.answer === 'goes on' ? 'lets through' : 'tells'} ${title}`, async () => {
      const { violations, printed } = await startPack(folder, {
        environment: environmentOf(rules, environment),
        configured: row.configured ?? [],
        // A default provider may come before the stack.
        resources: [resource, rootStack],
      })
      const levels = { refused: 'mandatory', warned: 'advisory', 'goes on': undefined }[row.answer]
      assert.deepEqual(
        violations.map(({ policy, enforcementLevel }) => [policy, enforcementLevel]),
        levels === undefined ? [] : [['mfa-gate-tenant', levels]],
      )
      for (const { message } of violations) assert.match(message, row.says ?? /deploys to the tenant/)
      if (row.hears !== undefined) assert.match(printed.join('\n'), row.hears)
      const takenBack = printed.filter((line) => line.startsWith('entra-mfa-gate: no longer: '))
      assert.equal(takenBack.length, row.answer === 'goes on' ? 0 : 1, printed.join('\n'))
      if (row.answer === 'refused') assert.equal(outcome(), 'undetermined')
      if (row.answer === 'goes on') assert.equal(outcome(), 'pass')
    })
  }

  for (const [title, resources, quiet] of [
    ['after', [rootStack, provider('azuread', { tenantId: other })], false],
    ['before', [provider('azuread', { tenantId: other }), rootStack], false],
    [
      'with nothing said that could be taken back',
      [rootStack, provider('azuread', { tenantId: other })],
      true,
    ],
  ] as const) {
    it(`takes back that it has passed where the provider comes ${title} the stack`, async () => {
      const { printed } = await startPack(folder, {
        environment: environmentOf(`rules:\n${rule()}`, quiet ? { MFA_GATE_QUIET: '1' } : {}),
        resources: [...resources, provider('azure', { tenantId: other })],
      })
      if (quiet) assert.deepEqual(printed, [])
      else {
        assert.equal(printed.length, 2, printed.join('\n'))
        assert.match(printed[0] ?? '', /^entra-mfa-gate: passed: /)
        assert.match(
          printed[1] ?? '',
          new RegExp(
            `^entra-mfa-gate: no longer: passed; could not determine: the provider mine deploys to the tenant ${other}`,
          ),
        )
      }
    })
  }

  it('paints nothing, whatever a provider is called', async () => {
    const { violations, printed } = await startPack(folder, {
      environment: environmentOf(`rules:\n${rule()}`, {}),
      resources: [rootStack, provider('azuread', { tenantId: other }, '<{%fg 2%}>mine')],
    })
    const messages = [...printed, ...violations.map(({ message }) => message)].join('\n')
    assert.match(messages, /the provider <\{ %fg 2%\}>mine/)
    assert.ok(!messages.includes('<{%'))
  })

  it('is compared whatever the configuration says, where a rule is locked', () => {
    const environment = environmentOf(`rules:\n${rule(', locked: true')}`, {})
    const problems = apply(packOf(environment, folder), [
      { name: 'mfa-gate-tenant', level: 2, properties: {} },
    ])
    assert.deepEqual(problems, [
      'the rule r14 is locked, so the policy mfa-gate-tenant stays mandatory; leave its level out',
    ])
  })

  it('is no place for properties, which would be lost', () => {
    const properties = { minimum: 0.9 }
    const [problem = ''] = apply(packOf({}, folder), [{ name: 'mfa-gate-tenant', level: 1, properties }])
    assert.match(problem, /unknown key "minimum"; this policy takes an enforcement level and nothing else/)
  })
})
