import assert from 'node:assert/strict'
import { bareEnvironment, ids, printed, runGate, type Variables } from '../identity/support/gate.ts'
import { signedInTool } from '../identity/support/rows.ts'
import { openWorkbench, type Workbench } from '../identity/support/workbench.ts'
import { sideBySide } from '../support/side-by-side.ts'

interface SetUp {
  readonly title: string
  readonly faults?: readonly string[]
  readonly permissions?: readonly string[]
  readonly machine?: (bench: Workbench) => Variables | Promise<Variables>
  readonly says: readonly RegExp[]
  readonly exitCode: number
}

const secret = ({ tenant }: Workbench): Variables => ({
  ...ids(tenant, 'ARM'),
  ARM_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
})

const setUps: readonly SetUp[] = [
  {
    title: 'a set-up that works passes every step',
    says: [
      /✓ sign-in: /,
      /✓ tenant: [0-9a-f-]{36}, as ARM_TENANT_ID says/,
      /✓ decision: a check would reach an answer for 1 rule/,
    ],
    exitCode: 0,
  },
  {
    title: 'broken: the app lacks the permission, and the commands that grant it are told',
    permissions: ['User.Read.All'],
    says: [
      /✗ permission Reports\.Read\.All/,
      /az rest --method POST .*"appRoleId\\":\\"230c1aed-a721-4c5d-9cb4-a90514e508ef/,
      /New-MgServicePrincipalAppRoleAssignment .* -AppRoleId 230c1aed-a721-4c5d-9cb4-a90514e508ef/,
      /new azuread\.AppRoleAssignment\('mfa-gate', \{ appRoleId: '230c1aed/,
      /✗ decision: the app may not read the report/,
    ],
    exitCode: 3,
  },
  {
    title: 'broken: a user name and a password, which will meet a demand for MFA',
    machine: (bench) => ({
      ...ids(bench.tenant, 'AZURE'),
      AZURE_USERNAME: 'alex@contoso.example',
      AZURE_PASSWORD: 'users-password-77',
    }),
    says: [
      /! user and password: .*cannot answer a demand for MFA.*mandatory/,
      /Sign in as an app/,
      /✗ sign-in/,
    ],
    exitCode: 3,
  },
  {
    title: 'broken: the secret is wrong, and nothing after the sign-in is claimed',
    machine: (bench) => ({ ...secret(bench), ARM_CLIENT_SECRET: 'a-wrong-secret-31' }),
    says: [/✓ login: /, /✗ sign-in: .*AADSTS7000215/, /- decision: a check could not reach an answer/],
    exitCode: 3,
  },
  {
    title: 'broken: the tenant is another one, and Graph is not asked',
    machine: (bench) => ({ ...secret(bench), MFA_GATE_TENANT: '11111111-1111-4111-8111-111111111111' }),
    says: [/✗ tenant: signed in to another tenant/, /✓ audience/, /- decision/],
    exitCode: 3,
  },
  {
    title: 'broken: the token is for another cloud',
    faults: ['login:other-cloud-token'],
    says: [/✓ tenant/, /✗ audience: the token is for graph\.microsoft\.us/],
    exitCode: 3,
  },
  {
    title: 'broken: the tenant has no licence',
    faults: ['report:licence-403'],
    says: [/✗ licence: the tenant has no Microsoft Entra ID P1 or P2/, /- count report/, /✗ decision/],
    exitCode: 3,
  },
  {
    title: 'broken: Graph cannot check the licence for this app',
    faults: ['report:directory-read-403'],
    says: [/✗ licence: .*could not check/, /-AppRoleId 7ab1d382-f21e-4acd-a863-ba3e13f7da61/],
    exitCode: 3,
  },
  {
    title: 'broken: the proxy is not there',
    machine: (bench) => ({ ...secret(bench), HTTPS_PROXY: 'http://name:proxy-password@127.0.0.1:9' }),
    says: [
      /✓ proxy: localhost through 127\.0\.0\.1:9/,
      /First:\n✗ login: the proxy on the way to .* could not be reached: the connection was refused/,
    ],
    exitCode: 3,
  },
  {
    title: 'broken: nothing to sign in with',
    machine: () => ({}),
    says: [
      /- credential: nothing is configured, so the first of these that is available/,
      /✗ sign-in: no credential/,
    ],
    exitCode: 3,
  },
  {
    title: 'broken: an app is named and its secret never arrived',
    machine: ({ tenant }) => ids(tenant, 'AZURE'),
    says: [
      /! credential: AZURE_TENANT_ID and AZURE_CLIENT_ID are set, but no secret, certificate or token, so the first of these that is available/,
      /First:\n✗ sign-in: the credential is incomplete: AZURE_TENANT_ID and AZURE_CLIENT_ID are set, but no secret, certificate or token\.\n {4}To do: set AZURE_CLIENT_SECRET too/,
    ],
    exitCode: 3,
  },
  {
    title: 'broken: the cloud has no count report',
    machine: (bench) => ({ ...secret(bench), MFA_GATE_CLOUD: 'dod' }),
    says: [
      /✓ cloud: the US Government cloud for the DoD, where Microsoft does not offer the count report/,
      /✗ permission AuditLog\.Read\.All/,
    ],
    exitCode: 3,
  },
  {
    title: 'broken: the report has no count of users registered for MFA',
    faults: ['report:missing-measure'],
    says: [/✓ count report/, /✗ decision: the report has no count/],
    exitCode: 3,
  },
  {
    title: 'a signed-in tool that may not read the count report counts the users',
    machine: async (bench) => {
      const token = await bench.tenant.waysIn.userToken(['AuditLog.Read.All'])
      bench.secrets.push(token)
      const { PATH = '' } = await signedInTool(bench, 'az')
      bench.stub('az', JSON.stringify({ accessToken: token, expires_on: 4_000_000_000 }))
      return { PATH }
    },
    says: [/- permission Reports\.Read\.All: .*one by one/, /✓ permission AuditLog\.Read\.All/, /✓ decision/],
    exitCode: 0,
  },
]

describe('mfa-gate doctor', () => {
  const secrets = ['a-wrong-secret-31', 'proxy-password']

  const asserted = sideBySide(setUps, async ({ faults, permissions, machine = secret, says, exitCode }) => {
    const bench = await openWorkbench(faults, permissions)
    try {
      const variables = { ...bareEnvironment(bench.tenant), ...(await machine(bench)) }
      const run = await runGate(['doctor', '--debug'], variables)
      for (const sentence of says) assert.match(run.stdout, sentence)
      assert.equal(run.exitCode, exitCode, run.stdout)
      if (exitCode !== 0) assert.equal((await runGate(['check'], variables)).exitCode, 3)
      secrets.push(...bench.secrets)
    } finally {
      await bench.close()
    }
  })
  for (const setUp of setUps) it(setUp.title, () => asserted(setUp))

  it('prints no secret of all this', () => {
    const output = printed.join('\n')
    for (const secret of secrets) assert.ok(!output.includes(secret), 'a secret was printed')
    assert.doesNotMatch(output, /eyJ[\w-]{10}/)
  })
})
