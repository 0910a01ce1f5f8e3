import assert from 'node:assert/strict'
import { chooseCredential } from '../../src/identity/choose/choose-credential.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'

const arm = { ARM_TENANT_ID: 't', ARM_CLIENT_ID: 'c' }
const azure = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c' }
const secret = { ...azure, AZURE_CLIENT_SECRET: 'x' }
const actions = { ACTIONS_ID_TOKEN_REQUEST_URL: 'u', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }

const choices = [
  {
    title: 'a certificate before a secret, within ARM_*',
    environment: { ...arm, ARM_CLIENT_SECRET: 'x', ARM_CLIENT_CERTIFICATE_PATH: 'p' },
    kind: 'certificate',
  },
  {
    title: 'an ARM_* secret before OIDC',
    environment: { ...arm, ARM_CLIENT_SECRET: 'x', ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: 'x' },
    kind: 'client-secret',
  },
  {
    title: 'ARM_* before AZURE_*',
    environment: { ...secret, ...arm, ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: 'x' },
    kind: 'oidc-token',
  },
  {
    title: 'ARM_* before AZURE_TOKEN_CREDENTIALS',
    environment: { ...arm, ARM_CLIENT_SECRET: 'x', AZURE_TOKEN_CREDENTIALS: 'dev' },
    kind: 'client-secret',
  },
  {
    title: 'AZURE_* when ARM_USE_DEFAULT_AZURE_CREDENTIAL says so',
    environment: {
      ...arm,
      ARM_CLIENT_SECRET: 'x',
      ARM_USE_DEFAULT_AZURE_CREDENTIAL: 'true',
      AZURE_FEDERATED_TOKEN_FILE: 'f',
      ...azure,
    },
    kind: 'workload-identity',
  },
  {
    title: 'the own request address before GitHub’s',
    environment: {
      ...arm,
      ...actions,
      ARM_USE_OIDC: 'true',
      ARM_OIDC_REQUEST_URL: 'own',
      ARM_OIDC_REQUEST_TOKEN: 'x',
    },
    kind: 'oidc-request',
    urlFrom: 'ARM_OIDC_REQUEST_URL',
  },
  {
    title: 'GitHub’s request address for ARM_USE_OIDC alone',
    environment: { ...arm, ...actions, ARM_USE_OIDC: 'true' },
    kind: 'oidc-request',
    urlFrom: 'ACTIONS_ID_TOKEN_REQUEST_URL',
  },
  {
    title: 'a managed identity for ARM_USE_MSI',
    environment: { ...arm, ARM_USE_MSI: 'true' },
    kind: 'managed-identity',
    clientId: 'c',
  },
  {
    title: 'nothing of ARM_* when only tenant and client are given',
    environment: { ...arm, ...secret },
    kind: 'client-secret',
    secretFrom: 'AZURE_CLIENT_SECRET',
  },
  {
    title: 'a secret before a token file, within AZURE_*',
    environment: { ...secret, AZURE_FEDERATED_TOKEN_FILE: 'f' },
    kind: 'client-secret',
  },
  {
    title: 'user and password when AZURE_* has nothing better',
    environment: { ...azure, AZURE_USERNAME: 'u', AZURE_PASSWORD: 'x' },
    kind: 'user-password',
  },
  { title: 'GitHub with the ids of ARM_*', environment: { ...arm, ...actions }, kind: 'oidc-request' },
  {
    title: 'what is found where GitHub’s variables come without a client id',
    environment: actions,
    kind: 'found',
  },
  {
    title: 'what is found when a task names a service connection and no access token is passed on',
    environment: { SYSTEM_OIDCREQUESTURI: 'u', AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 's' },
    kind: 'found',
  },
  {
    title: 'the named credential, whatever its case',
    environment: { AZURE_TOKEN_CREDENTIALS: 'azurePowerShellCredential' },
    kind: 'tool',
    tool: 'azure-powershell',
  },
  {
    title: 'what is found where an app is named and nothing proves it, which is remembered',
    environment: azure,
    kind: 'found',
    unproven: ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'],
  },
  {
    title: 'what is found where ARM_* names an app and nothing proves it',
    environment: arm,
    kind: 'found',
    unproven: ['ARM_TENANT_ID', 'ARM_CLIENT_ID'],
  },
  {
    title: 'no tool for AZURE_TOKEN_CREDENTIALS=prod',
    environment: { AZURE_TOKEN_CREDENTIALS: 'prod' },
    kind: 'found',
    candidates: [{ kind: 'managed-identity', clientId: undefined, presence: 'probe' }],
  },
  {
    title: 'variables that are empty as if they were not there',
    environment: { ...secret, ARM_CLIENT_SECRET: ' ', ARM_USE_OIDC: '', AZURE_TOKEN_CREDENTIALS: '' },
    kind: 'client-secret',
  },
]

const refusals = [
  {
    title: 'an OIDC token that nobody switched on',
    environment: { ...arm, ARM_OIDC_TOKEN: 'x' },
    reason: { code: 'credential-missing', missing: ['ARM_USE_OIDC'] },
  },
  {
    title: 'ARM_USE_OIDC without any token or address',
    environment: { ...arm, ARM_USE_OIDC: 'true' },
    reason: {
      code: 'credential-missing',
      missing: ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    },
  },
  {
    title: 'ARM_USE_OIDC in a GitHub Actions job that may not ask for a token',
    environment: { ...arm, ARM_USE_OIDC: 'true', GITHUB_ACTIONS: 'true' },
    reason: { code: 'id-token-missing' },
  },
  {
    title: 'an address of a managed identity that is Pulumi’s own affair',
    environment: { ARM_USE_MSI: 'true', ARM_MSI_ENDPOINT: 'http://10.0.0.1/' },
    reason: { code: 'credential-unsupported', variable: 'ARM_MSI_ENDPOINT' },
  },
  {
    title: 'a token file without tenant and client',
    environment: { AZURE_FEDERATED_TOKEN_FILE: 'f' },
    reason: { code: 'credential-missing', missing: ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'] },
  },
  {
    title: 'EnvironmentCredential without its variables',
    environment: { ...azure, AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' },
    reason: { code: 'credential-missing', missing: ['AZURE_CLIENT_SECRET'] },
  },
  {
    title: 'a credential that needs a plug-in the gate has not',
    environment: { AZURE_TOKEN_CREDENTIALS: 'VisualStudioCodeCredential' },
    reason: {
      code: 'credential-unknown',
      variable: 'AZURE_TOKEN_CREDENTIALS',
      value: 'VisualStudioCodeCredential',
    },
  },
]

describe('The choice of a credential', () => {
  for (const { title, environment, ...expected } of choices) {
    it(`takes ${title}`, () => {
      const choice = chooseCredential(environment)
      assert.deepEqual({ ...choice, ...expected }, choice)
    })
  }

  for (const { title, environment, reason } of refusals) {
    it(`refuses ${title}`, () => {
      assert.throws(
        () => chooseCredential(environment),
        (error) => {
          assert.ok(error instanceof CouldNotRead)
          assert.deepEqual(error.reason, reason)
          return true
        },
      )
    })
  }

  it('holds no secret', () => {
    const choice = chooseCredential({ ...azure, AZURE_CLIENT_SECRET: 'a-secret' })
    assert.doesNotMatch(JSON.stringify(choice), /a-secret/)
  })
})
