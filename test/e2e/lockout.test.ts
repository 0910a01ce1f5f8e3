import assert from 'node:assert/strict'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import type { Ran } from '../support/run-process.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const group = '6f1b2c3d-0000-4000-8000-000000000007'

/** 23,123 users, 190 of whom have no MFA, guests but for one. */
const scenario = `
population: 23123
counts: {mfaRegistered: 22933}
permissions: [Reports.Read.All, AuditLog.Read.All, GroupMember.Read.All]
users:
  {guests: 200, guestsRegistered: 11, admins: 40, adminsRegistered: 40, accounts: [{userPrincipalName: one@contoso.com}]}
groups: [{id: ${group}, accounts: [one@contoso.com], users: 20}]
`

const rules = (guards: string, enforcement = 'mandatory'): string => `rules:
  - {id: everybody, measure: mfaRegistered, minimum: 50%, enforcement: ${enforcement}}
${guards}`

const guard = (more = ''): string => `guards:\n  ca-lockout-guard: {minimum: 100%${more}}\n`

/**
 * Registers policies by the type of \`azuread\`. As components they need no provider, whose plugin the CLI would look for;
 * a pack is asked about these in the same way.
 */
const program = (policies: string): string => `import resource from '@pulumi/pulumi/resource.js'
import output from '@pulumi/pulumi/output.js'
const unknown = output.output(output.unknown)
const secret = output.secret
class ConditionalAccessPolicy extends resource.ComponentResource {
  constructor(name, inputs) {
    super('azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy', name, inputs)
  }
}
class Other extends resource.ComponentResource {}
new Other('example:index:Other', 'before', {})
const policy = (name, { state = 'enabled', users = { includedUsers: ['All'] }, controls = ['mfa'], ...rest } = {}) =>
  new ConditionalAccessPolicy(name, {
    displayName: 'Ask for MFA',
    state,
    conditions: { clientAppTypes: ['all'], applications: { includedApplications: ['All'] }, users },
    grantControls: { operator: 'AND', builtInControls: controls },
    ...rest,
  })
${policies}
`

interface Row {
  readonly title: string
  readonly policies: string
  readonly guards?: string
  readonly enforcement?: string
  readonly refused: boolean
  readonly says: readonly string[]
  readonly saysNot?: readonly string[]
  /** How many requests the count report and the pages got. */
  readonly requests: readonly [number, number]
}

const asks190 =
  'Below the minimum: this policy would demand MFA from 23,123 users; 190 of them have none registered.'

const rows: readonly Row[] = [
  {
    title: 'one that would lock out users',
    policies: "policy('mfa')",
    refused: true,
    says: [
      '[mandatory] [severity: high]  ca-lockout-guard  (azuread:index:ConditionalAccessPolicy: mfa)',
      asks190,
    ],
    requests: [1, 0],
  },
  {
    title: 'one that would lock out users where no guard is asked for',
    policies: "policy('mfa')",
    guards: '',
    refused: false,
    says: ['✅ entra-mfa-gate@v'],
    saysNot: ['ca-lockout-guard'],
    requests: [1, 0],
  },
  {
    title: 'no policy at all, for which nothing more is read',
    policies: '',
    refused: false,
    says: ['✅ entra-mfa-gate@v'],
    requests: [1, 0],
  },
  {
    title: 'one in report-only mode, with its number',
    policies: "policy('mfa', { state: 'enabledForReportingButNotEnforced' })",
    refused: false,
    says: [
      'ca-lockout-guard: mfa: report-only',
      'this policy would demand MFA from 23,123 users; 190 of them have none',
    ],
    requests: [1, 0],
  },
  {
    title: 'one whose users are not known yet',
    policies: "policy('mfa', { users: unknown })",
    refused: true,
    says: ['Could not determine: whom this policy is for (users) is not known before the update.'],
    requests: [1, 0],
  },
  {
    title: 'one whose users are not known yet, where that may only warn',
    policies: "policy('mfa', { users: unknown })",
    guards: guard(', onUndetermined: warn'),
    refused: false,
    says: ['[advisory]', 'Could not determine: whom this policy is for'],
    requests: [1, 0],
  },
  {
    title: 'one whose state is a secret',
    policies: "policy('mfa', { state: secret('enabled') })",
    refused: true,
    says: ['Could not determine: the state of this policy is a secret'],
    requests: [1, 0],
  },
  {
    title: 'one that excludes what is not known yet, which can only make it ask fewer',
    policies: "policy('mfa', { users: { includedUsers: ['All'], excludedGroups: [unknown] } })",
    refused: true,
    says: [
      'would demand MFA from at most 23,123 users; 190 of them',
      'it excludes others who are not known yet',
    ],
    requests: [1, 0],
  },
  {
    title: 'several, of which two would lock out users, by two readings',
    policies: `policy('all')
policy('admins', { users: { includedRoles: ['62e90394-69f5-4237-9190-012177145e10'] } })
policy('guests', { users: { includedUsers: ['GuestsOrExternalUsers'] } })
policy('off', { state: 'disabled' })`,
    refused: true,
    says: [
      asks190,
      'ca-lockout-guard  (azuread:index:ConditionalAccessPolicy: guests)',
      'this policy would demand MFA from 200 guests; 189 of them have none registered.',
      'ca-lockout-guard: admins: passed: this policy would demand MFA from at most 40 admins; 0 of them',
    ],
    saysNot: ['ConditionalAccessPolicy: admins)', 'ConditionalAccessPolicy: off)'],
    requests: [1, 24],
  },
  {
    title: 'one for a group',
    policies: `policy('pilots', { users: { includedGroups: ['${group}'] } })`,
    refused: true,
    says: [`this policy would demand MFA from 20 users of the group ${group}; 1 of them has none registered`],
    requests: [1, 24],
  },
  {
    title: 'one where no rule reads anything, by one reading of the guard',
    policies: "policy('mfa')\npolicy('again')",
    enforcement: 'disabled',
    refused: true,
    says: [asks190],
    requests: [1, 0],
  },
]

const requestsOf = ({ requests }: Tenant): readonly [number, number] => [
  requests.filter(({ path }) => path.endsWith('/getCredentialUserRegistrationCount')).length,
  requests.filter(({ path }) => path.endsWith('/userRegistrationDetails')).length,
]

describe('a program with Conditional Access policies', function () {
  this.timeout(240_000)
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  after(() => bench.remove())

  const run = async (
    { policies, guards = guard(), enforcement }: Pick<Row, 'policies' | 'guards' | 'enforcement'>,
    args: readonly string[],
    pack: string,
  ): Promise<Ran & { requests: readonly [number, number] }> => {
    await using tenant = await startTenant(loadScenario(scenario))
    bench.write('index.js', program(policies))
    const file = bench.write('rules.yaml', rules(guards, enforcement))
    const common = ['--stack', stackName, '--non-interactive', '--color', 'never', '--policy-pack', pack]
    const ran = await bench.run([...args, ...common], {
      ...tenant.environment,
      MFA_GATE_RULES: file,
      MFA_GATE_SIMULATED_UPDATES: 'allow',
    })
    return { ...ran, requests: requestsOf(tenant) }
  }

  for (const row of rows) {
    it(`is ${row.refused ? 'refused' : 'let go on'} in a preview for ${row.title}`, async () => {
      const { exitCode, stdout, stderr, requests } = await run(row, ['preview'], packPaths.executable)
      const text = stdout + stderr
      assert.equal(exitCode !== 0, row.refused, text)
      for (const piece of row.says) assert.ok(text.includes(piece), `lacks "${piece}":\n${text}`)
      for (const piece of row.saysNot ?? []) assert.ok(!text.includes(piece), `has "${piece}":\n${text}`)
      assert.deepEqual(requests, row.requests, text)
    })
  }

  it('is refused by the pack as directory too', async () => {
    const { exitCode, stdout } = await run({ policies: "policy('mfa')" }, ['preview'], packPaths.directory)
    assert.notEqual(exitCode, 0)
    assert.ok(stdout.includes(asks190), stdout)
  })

  it('is refused where the policy excludes a group that the same program makes, by the SDK of azuread', async function () {
    // The CLI would look for the provider's plugin.
    if (bench.pulumi.engine === 'cli') return this.skip()
    const policies = `
const { ConditionalAccessPolicy: Policy } = (await import('@pulumi/azuread/conditionalAccessPolicy.js')).default
const { Group } = (await import('@pulumi/azuread/group.js')).default
const group = new Group('break-glass', { displayName: 'break-glass', securityEnabled: true })
new Policy('mfa', {
  displayName: 'Ask for MFA',
  state: 'enabled',
  conditions: {
    clientAppTypes: ['all'],
    applications: { includedApplications: ['All'] },
    users: { includedUsers: ['All'], excludedGroups: [group.id] },
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
})`
    const { exitCode, stdout } = await run({ policies }, ['preview'], packPaths.executable)
    assert.notEqual(exitCode, 0)
    assert.ok(stdout.includes('would demand MFA from at most 23,123 users; 190 of them'), stdout)
    assert.ok(stdout.includes('it excludes others who are not known yet'), stdout)
  })

  it('is refused by `up --skip-preview` before the policy is made, or enabled, and not when it goes', async function () {
    if (bench.pulumi.engine === 'embedded') return this.skip()
    const up = async (policies: string, refused: boolean): Promise<string> => {
      const ran = await run({ policies }, ['up', '--yes', '--skip-preview'], packPaths.executable)
      assert.equal(ran.exitCode !== 0, refused, ran.stdout + ran.stderr)
      assert.equal(ran.stdout.includes(asks190), refused, ran.stdout)
      return (await bench.run(['stack', 'export', '--stack', stackName], {})).stdout
    }
    const reporting = '"state": "enabledForReportingButNotEnforced"'
    assert.ok(!(await up("policy('mfa')", true)).includes('ConditionalAccessPolicy'))
    const made = await up("policy('mfa', { state: 'enabledForReportingButNotEnforced' })", false)
    assert.ok(made.includes(reporting), made)
    assert.ok((await up("policy('mfa', { displayName: 'Another description' })", true)).includes(reporting))
    assert.ok(!(await up('', false)).includes('ConditionalAccessPolicy'))
  })
})
