import { delimiter } from 'node:path'
import { ids, type Variables } from './gate.ts'
import { certificateFiles, passphrase, type Workbench } from './workbench.ts'

/** Every row of the sign-in table in docs/sign-in.md by its first cell: what such a machine has, built on the embedded tenant. */
export const rows: Readonly<Record<string, (bench: Workbench) => Variables | Promise<Variables>>> = {
  'Pulumi with a client secret': ({ tenant }) => ({
    ...ids(tenant, 'ARM'),
    ARM_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
  }),
  'Pulumi with a certificate, PEM': async (bench) => ({
    ...ids(bench.tenant, 'ARM'),
    ARM_CLIENT_CERTIFICATE_PATH: (await certificateFiles(bench)).pem,
  }),
  'Pulumi with a certificate, PFX': async (bench) => ({
    ...ids(bench.tenant, 'ARM'),
    ARM_CLIENT_CERTIFICATE_PATH: (await certificateFiles(bench)).pfx,
    ARM_CLIENT_CERTIFICATE_PASSWORD: passphrase,
  }),
  'Pulumi with an OIDC token': async ({ tenant, secrets }) => {
    const token = await tenant.waysIn.clusterToken()
    secrets.push(token)
    return { ...ids(tenant, 'ARM'), ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: token }
  },
  'Pulumi with an OIDC token file': async ({ tenant, secrets, write }) => {
    const token = await tenant.waysIn.clusterToken()
    secrets.push(token)
    return {
      ...ids(tenant, 'ARM'),
      ARM_USE_OIDC: 'true',
      ARM_OIDC_TOKEN_FILE_PATH: write('token', `${token}\n`),
    }
  },
  'Pulumi with an OIDC request address': ({ tenant, secrets }) => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } =
      tenant.waysIn.gitHubActions
    secrets.push(token)
    return {
      ...ids(tenant, 'ARM'),
      ARM_USE_OIDC: 'true',
      ARM_OIDC_REQUEST_URL: url,
      ARM_OIDC_REQUEST_TOKEN: token,
    }
  },
  'Pulumi with a managed identity': ({ tenant }) => ({
    ...tenant.waysIn.virtualMachine,
    ...ids(tenant, 'ARM'),
    ARM_USE_MSI: 'true',
  }),
  'Pulumi with the Azure CLI': async (bench) => ({
    ...(await signedInTool(bench, 'az')),
    ARM_TENANT_ID: bench.tenant.environment['AZURE_TENANT_ID'] ?? '',
    ARM_USE_CLI: 'true',
  }),
  'Azure SDK variables, client secret': ({ tenant }) => ({
    ...ids(tenant, 'AZURE'),
    AZURE_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
  }),
  'Azure SDK variables, certificate': async (bench) => ({
    ...ids(bench.tenant, 'AZURE'),
    AZURE_CLIENT_CERTIFICATE_PATH: (await certificateFiles(bench)).pfx,
    AZURE_CLIENT_CERTIFICATE_PASSWORD: passphrase,
  }),
  'GitHub Actions': ({ tenant, secrets }) => {
    secrets.push(tenant.waysIn.gitHubActions['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '')
    return { ...ids(tenant, 'AZURE'), ...tenant.waysIn.gitHubActions }
  },
  'Azure Pipelines, a task with a service connection': ({ tenant, secrets }) => {
    secrets.push(tenant.waysIn.azurePipelines['SYSTEM_ACCESSTOKEN'] ?? '')
    return { ...ids(tenant, 'AZURESUBSCRIPTION'), ...tenant.waysIn.azurePipelines }
  },
  'Azure Pipelines, any step': ({ tenant, secrets }) => {
    const { AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: connection = '', ...job } = tenant.waysIn.azurePipelines
    secrets.push(job['SYSTEM_ACCESSTOKEN'] ?? '')
    return {
      ...ids(tenant, 'ARM'),
      ...job,
      ARM_USE_OIDC: 'true',
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: connection,
    }
  },
  'AKS and other workload identity': async ({ tenant, secrets, write }) => {
    const token = await tenant.waysIn.clusterToken()
    secrets.push(token)
    return { ...ids(tenant, 'AZURE'), AZURE_FEDERATED_TOKEN_FILE: write('federated', token) }
  },
  'App Service, Functions, Container Apps': ({ tenant, secrets }) => {
    secrets.push(tenant.waysIn.appService['IDENTITY_HEADER'] ?? '')
    return tenant.waysIn.appService
  },
  'An Azure virtual machine': ({ tenant }) => tenant.waysIn.virtualMachine,
  'A laptop, Azure CLI': (bench) => signedInTool(bench, 'az'),
  'A laptop, Azure PowerShell': (bench) => signedInTool(bench, 'pwsh'),
  'A laptop, Azure Developer CLI': (bench) => signedInTool(bench, 'azd'),
}

/** A stub of the tool that hands out a user's token for the tenant. */
export async function signedInTool(
  { tenant, secrets, stub }: Workbench,
  tool: 'az' | 'pwsh' | 'azd',
): Promise<Variables> {
  const token = await tenant.waysIn.userToken(['Reports.Read.All', 'AuditLog.Read.All'])
  secrets.push(token)
  const expires = new Date(Date.now() + 3_600_000)
  const answers = {
    az: { accessToken: token, expires_on: Math.floor(expires.getTime() / 1_000), tokenType: 'Bearer' },
    pwsh: { Token: token, ExpiresOn: expires.toISOString() },
    azd: { token, expiresOn: expires.toISOString() },
  }
  const folder = stub(tool, JSON.stringify(answers[tool]))
  return { PATH: [folder, '/usr/bin', '/bin'].join(delimiter) }
}
