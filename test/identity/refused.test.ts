import assert from 'node:assert/strict'
import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { check, ids, printed, type Variables } from './support/gate.ts'
import { sideBySide } from '../support/side-by-side.ts'
import { signedInTool } from './support/rows.ts'
import { certificateFiles, openWorkbench, type Workbench } from './support/workbench.ts'

const stranger = '11111111-1111-4111-8111-111111111111'

interface Refusal {
  readonly title: string
  readonly faults?: readonly string[]
  readonly machine: (bench: Workbench) => Variables | Promise<Variables>
  readonly says: RegExp
  readonly exitCode?: number
  /** Further things that must hold afterwards. */
  readonly and?: (bench: Workbench) => void
}

const secret = ({ tenant }: Workbench): Variables => ({
  ...ids(tenant, 'ARM'),
  ARM_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
})
const oidc = async ({ tenant, secrets }: Workbench, claims: object): Promise<Variables> => {
  const token = await tenant.waysIn.clusterToken(claims)
  secrets.push(token)
  return { ...ids(tenant, 'ARM'), ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: token }
}
const graphNeverAsked = ({ tenant }: Workbench): void => {
  assert.ok(
    tenant.requests.every(({ bearer }) => !bearer),
    'a token was sent to Graph',
  )
}
const nothingAsked = ({ tenant }: Workbench): void => assert.deepEqual(tenant.requests, [])

const refusals: readonly Refusal[] = [
  {
    title:
      'a token for another tenant than MFA_GATE_TENANT is refused before Graph is asked, naming both ids',
    machine: (bench) => ({ ...secret(bench), MFA_GATE_TENANT: stranger }),
    says: new RegExp(`signed in to another tenant: [0-9a-f-]{36} instead of ${stranger}`),
    and: graphNeverAsked,
  },
  {
    title: 'a login that answers for another tenant is not believed',
    faults: ['login:other-tenant-token'],
    machine: secret,
    says: /signed in to another tenant/,
    and: graphNeverAsked,
  },
  {
    title: 'an Azure CLI that is signed in to another tenant is refused',
    machine: async (bench) => {
      const token = await bench.tenant.waysIn.userToken(['Reports.Read.All'], 'other')
      bench.secrets.push(token)
      const PATH = bench.stub('az', JSON.stringify({ accessToken: token, expires_on: 4_000_000_000 }))
      return { PATH: `${PATH}:/bin`, MFA_GATE_TENANT: bench.tenant.environment['AZURE_TENANT_ID'] ?? '' }
    },
    says: /signed in to another tenant/,
    and: graphNeverAsked,
  },
  {
    title: 'a token for the Graph of another cloud is refused before Graph is asked',
    faults: ['login:other-cloud-token'],
    machine: secret,
    says: /the token is for graph\.microsoft\.us instead of graph\.microsoft\.com/,
    and: graphNeverAsked,
  },
  {
    title: 'an expired OIDC token is told as too old',
    machine: (bench) => oidc(bench, { lifetimeSeconds: -60 }),
    says: /AADSTS700024[\s\S]*too old/,
  },
  {
    title: 'an OIDC token with another subject is told with the pull request in mind',
    machine: (bench) => oidc(bench, { subject: 'system:serviceaccount:platform:pull-request' }),
    says: /AADSTS700213[\s\S]*pull request/,
  },
  {
    title: 'a wrong secret with a working Azure CLI beside it is refused and not passed on',
    machine: async (bench) => ({
      ...(await signedInTool(bench, 'az')),
      ...secret(bench),
      ARM_CLIENT_SECRET: 'a-wrong-secret-8812',
    }),
    says: /AADSTS7000215/,
    and: ({ folder }) => assert.equal(existsSync(`${folder}/az.called`), false),
  },
  {
    title: 'a failing OIDC assertion with a working Azure CLI beside it is refused and not passed on',
    machine: async (bench) => ({
      ...(await signedInTool(bench, 'az')),
      ...(await oidc(bench, { audience: 'api://another' })),
    }),
    says: /AADSTS700212/,
    and: ({ folder }) => assert.equal(existsSync(`${folder}/az.called`), false),
  },
  {
    title: 'an incomplete ARM_* credential is refused although AZURE_* is complete',
    machine: ({ tenant }) => ({
      ...ids(tenant, 'AZURE'),
      AZURE_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
      ARM_CLIENT_SECRET: 'half-a-credential',
    }),
    says: /the credential is incomplete: ARM_TENANT_ID and ARM_CLIENT_ID are not set/,
    and: nothingAsked,
  },
  {
    title: 'an OIDC token and a token file that differ are refused',
    machine: async (bench) => ({
      ...(await oidc(bench, {})),
      ARM_OIDC_TOKEN_FILE_PATH: bench.write('other', 'another-token-55'),
    }),
    says: /ARM_OIDC_TOKEN and ARM_OIDC_TOKEN_FILE_PATH hold different tokens/,
    and: nothingAsked,
  },
  {
    title: 'a token file that is not there is named by its variable',
    machine: ({ tenant }) => ({ ...ids(tenant, 'AZURE'), AZURE_FEDERATED_TOKEN_FILE: '/nowhere/token' }),
    says: /the file that AZURE_FEDERATED_TOKEN_FILE names cannot be read/,
  },
  {
    title: 'a PFX file with a wrong password is named by both variables',
    machine: async (bench) => ({
      ...ids(bench.tenant, 'ARM'),
      ARM_CLIENT_CERTIFICATE_PATH: (await certificateFiles(bench)).pfx,
      ARM_CLIENT_CERTIFICATE_PASSWORD: 'does-not-open-it',
    }),
    says: /ARM_CLIENT_CERTIFICATE_PATH names cannot be opened[\s\S]*ARM_CLIENT_CERTIFICATE_PASSWORD/,
  },
  {
    title: 'a GitHub Actions job without permissions: id-token: write is told of it, not of secrets or tools',
    machine: ({ tenant, stub }) => ({
      ...ids(tenant, 'AZURE'),
      GITHUB_ACTIONS: 'true',
      PATH: `${stub('az', "ERROR: Please run 'az login' to setup account.", 1)}:/bin`,
    }),
    says: /may not ask for an identity token[\s\S]*`permissions: id-token: write`[\s\S]*from a fork/,
    and: nothingAsked,
  },
  {
    title: 'an Azure CLI whose session has ended is named, where nothing else is found',
    machine: ({ stub }) => ({
      PATH: `${stub('az', "ERROR: Please run 'az login' to setup account.", 1)}:/bin`,
    }),
    says: /the Azure CLI gave no token: nobody is signed in, or the session has ended[\s\S]*run `az login` again/,
    and: nothingAsked,
  },
  {
    title: 'a secret in place of a credential name is not repeated',
    machine: (bench) => {
      bench.secrets.push('Tr0ub4dor&3-in-place')
      return { ...secret(bench), ARM_CLIENT_SECRET: '', AZURE_TOKEN_CREDENTIALS: 'Tr0ub4dor&3-in-place' }
    },
    says: /AZURE_TOKEN_CREDENTIALS is a value not shown here, which is not a credential/,
    and: nothingAsked,
  },
  {
    title: 'a secret in place of the path of a certificate is not repeated',
    machine: (bench) => {
      bench.secrets.push('Tr0ub4dor&3-in-path')
      return { ...ids(bench.tenant, 'AZURE'), AZURE_CLIENT_CERTIFICATE_PATH: 'Tr0ub4dor&3-in-path' }
    },
    says: /the file that AZURE_CLIENT_CERTIFICATE_PATH names cannot be read/,
    and: nothingAsked,
  },
  {
    title: 'a value of AZURE_TOKEN_CREDENTIALS that names nothing is one sentence',
    machine: (bench) => ({ ...secret(bench), ARM_CLIENT_SECRET: '', AZURE_TOKEN_CREDENTIALS: 'production' }),
    says: /AZURE_TOKEN_CREDENTIALS is "production"/,
    and: nothingAsked,
  },
  {
    title: 'AZURE_TOKEN_CREDENTIALS=AzureCliCredential asks the Azure CLI and nobody else',
    machine: ({ stub }) => ({
      PATH: `${stub('az', "ERROR: Please run 'az login' to setup account.", 1)}:/bin`,
      AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
    }),
    says: /the Azure CLI gave no token[\s\S]*`az login`/,
  },
  {
    title: 'a GitHub job whose request token is refused is told about id-token: write',
    machine: ({ tenant }) => ({
      ...ids(tenant, 'AZURE'),
      ...tenant.waysIn.gitHubActions,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'not-the-request-token',
    }),
    says: /gave no OIDC token \(401\)[\s\S]*id-token: write/,
  },
  {
    title: 'a pipeline whose access token is refused is told about System.AccessToken',
    machine: ({ tenant }) => ({
      ...ids(tenant, 'AZURESUBSCRIPTION'),
      ...tenant.waysIn.azurePipelines,
      SYSTEM_ACCESSTOKEN: 'not-the-access-token',
    }),
    says: /Azure Pipelines gave no OIDC token \(401\)[\s\S]*System\.AccessToken/,
  },
  {
    title: 'a pipeline that names a service connection and passes on no access token is incomplete',
    machine: ({ tenant }) => ({
      ...ids(tenant, 'ARM'),
      SYSTEM_OIDCREQUESTURI: tenant.waysIn.azurePipelines['SYSTEM_OIDCREQUESTURI'] ?? '',
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: stranger,
    }),
    says: /SYSTEM_ACCESSTOKEN is not set/,
    and: nothingAsked,
  },
  {
    title: 'a client id that no managed identity of the machine has is named',
    machine: ({ tenant }) => ({ ...tenant.waysIn.appService, AZURE_CLIENT_ID: stranger }),
    says: new RegExp(`no token of a managed identity with client id ${stranger}`),
  },
  {
    title: 'a tenant that the login does not know is told as such',
    machine: (bench) => ({ ...secret(bench), ARM_TENANT_ID: stranger }),
    says: /does not know this tenant/,
  },
  {
    title: 'a machine with nothing to sign in with is told what to set',
    machine: () => ({}),
    says: /no credential to sign in with was found[\s\S]*az login/,
  },
  {
    title: 'a login that redirects gets no second request elsewhere',
    faults: ['login:redirect-302'],
    machine: secret,
    says: /something on the way to localhost:\d+ answered in its place \(302\)/,
    and: ({ tenant }) => assert.ok(tenant.requests.every(({ path }) => !path.startsWith('/elsewhere'))),
  },
  {
    title: 'a report that redirects does not carry the token off',
    faults: ['report:redirect-302'],
    machine: secret,
    says: /redirect/,
    and: ({ tenant }) => assert.ok(tenant.requests.every(({ path }) => !path.startsWith('/elsewhere'))),
  },
  {
    title: 'a nextLink to another host does not carry the token off',
    faults: ['report:next-link'],
    machine: secret,
    says: /further page/,
    and: ({ tenant }) => assert.ok(tenant.requests.every(({ path }) => !path.startsWith('/elsewhere'))),
  },
  {
    title: 'a cloud without the count report is told before anybody is asked, where rules insist on it',
    machine: (bench) => ({
      ...secret(bench),
      ARM_ENVIRONMENT: 'usgovernment',
      MFA_GATE_RULES: join(import.meta.dirname, '../fixtures/count-report.yaml'),
    }),
    says: /does not offer the count report in the US Government cloud \(GCC High\)/,
    and: nothingAsked,
  },
  {
    title: 'a cloud that nobody knows is refused, not taken for the public one',
    machine: (bench) => ({ ...secret(bench), ARM_ENVIRONMENT: 'germany' }),
    exitCode: 2,
    says: /ARM_ENVIRONMENT is "germany", which is not a cloud that the gate knows/,
    and: nothingAsked,
  },
  {
    title: 'a tenant given by domain name is refused, since it cannot be compared',
    machine: (bench) => ({ ...secret(bench), ARM_TENANT_ID: 'contoso.onmicrosoft.com' }),
    exitCode: 2,
    says: /ARM_TENANT_ID is "contoso\.onmicrosoft\.com", which is not a tenant id/,
    and: nothingAsked,
  },
]

describe('A sign-in that cannot be right', () => {
  const secrets: string[] = [
    'a-wrong-secret-8812',
    'half-a-credential',
    'another-token-55',
    'does-not-open-it',
  ]
  secrets.push('not-the-request-token', 'not-the-access-token')

  const asserted = sideBySide(refusals, async ({ faults, machine, says, exitCode = 3, and }) => {
    const bench = await openWorkbench(faults)
    try {
      const run = await check(bench.tenant, await machine(bench))
      assert.match(run.stdout + run.stderr, says)
      assert.equal(run.exitCode, exitCode)
      and?.(bench)
      secrets.push(...bench.secrets)
    } finally {
      await bench.close()
    }
  })
  for (const refusal of refusals) it(refusal.title, () => asserted(refusal))

  it('prints no secret, also with --debug', () => {
    const output = printed.join('\n')
    for (const secret of secrets) assert.ok(!output.includes(secret), 'a secret was printed')
    assert.doesNotMatch(output, /eyJ[\w-]{10}|[Bb]earer \w/)
    assert.match(output, /mfa-gate debug: /)
  })
})
