import type { UndeterminedCode } from '../model/undetermined.ts'
import type { ReasonWords, WordsFor } from './reason-words.ts'
import { toolOf } from './sign-in-tools.ts'

type SignInCode = Extract<
  UndeterminedCode,
  | 'credential-missing'
  | 'credential-unknown'
  | 'credential-unsupported'
  | 'credential-ambiguous'
  | 'credential-unreadable'
  | 'oidc-token-refused'
  | 'tool-not-ready'
  | 'id-token-missing'
  | 'managed-identity-failed'
  | 'tenant-not-found'
  | 'wrong-audience'
  | 'report-not-in-cloud'
  | 'tls-unverified'
>

/** What can go wrong with the ways to sign in, beside what a client secret can meet. */
export const signInReasons: { readonly [C in SignInCode]: WordsFor<C> } = {
  'credential-missing': ({ missing, set = [] }) => missingCredential(missing, set),
  'credential-unknown': ({ variable, value }) => ({
    what: `${variable} is ${/^[a-z]{1,40}$/i.test(value) ? `"${value}"` : 'a value not shown here'}, which is not a credential that the gate can sign in with`,
    todo: `set ${variable} to prod, dev, EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential, AzureCliCredential, AzurePowerShellCredential or AzureDeveloperCliCredential, or unset it`,
  }),
  'tls-unverified': () => ({
    what: 'NODE_TLS_REJECT_UNAUTHORIZED=0 makes Node trust any server that answers in place of Microsoft, so nothing that is read can be trusted',
    todo: 'unset NODE_TLS_REJECT_UNAUTHORIZED; if a proxy has its own certificate, let Node trust that: NODE_EXTRA_CA_CERTS=path/to/ca.pem',
  }),
  'credential-unsupported': ({ variable }) => ({
    what: `the address in ${variable} is not one that the gate may ask for a token`,
    todo: variable.endsWith('_URL')
      ? `give an https address in ${variable}`
      : `unset ${variable}; where the platform has an address of its own it sets IDENTITY_ENDPOINT`,
  }),
  'credential-ambiguous': ({ variables }) => ({
    what: `${variables.join(' and ')} hold different tokens`,
    todo: 'unset one of them',
  }),
  'credential-unreadable': ({ variable, problem, passwordFrom = 'its password' }) => {
    const problems = {
      'file-unreadable': [
        `the file that ${variable} names cannot be read`,
        'correct the path or the permissions',
      ],
      'file-empty': [`the file that ${variable} names is empty`, 'check what should write the token into it'],
      'no-certificate': [
        `the file that ${variable} names holds no certificate`,
        'give a PEM or PFX file with certificate and private key',
      ],
      'no-private-key': [
        `the file that ${variable} names holds no private key`,
        'give a PEM or PFX file with certificate and private key, not the public part alone',
      ],
      'password-wrong': [
        `the private key in the file that ${variable} names cannot be opened`,
        `check the password in ${passwordFrom}`,
      ],
    } as const
    const [what, todo] = problems[problem]
    return { what, todo }
  },
  'oidc-token-refused': ({ host, status }) => ({
    what: `${host} gave no OIDC token (${status ?? 'no answer'})`,
    todo: 'let the job have one: in GitHub Actions `permissions: id-token: write`, which pull requests from forks never get; in Azure Pipelines the service connection and SYSTEM_ACCESSTOKEN: $(System.AccessToken)',
  }),
  'tool-not-ready': ({ tool, signedOut = false }) => {
    const { title, signIn } = toolOf(tool) ?? { title: tool, signIn: tool }
    return signedOut
      ? {
          what: `${title} gave no token: nobody is signed in, or the session has ended`,
          todo: `run \`${signIn}\` again, in the tenant that is deployed to`,
        }
      : {
          what: `${title} gave no token`,
          todo: `install it if it is not there, and sign in with \`${signIn}\` to the tenant that is deployed to`,
        }
  },
  'id-token-missing': () => ({
    what: 'this GitHub Actions job may not ask for an identity token, and has nothing else to sign in with',
    todo: 'give the job `permissions: id-token: write` (and `contents: read`); a pull request from a fork gets no identity token whatever the workflow says, so run the gate on the push, the merge queue or the branch of the repository itself',
  }),
  'managed-identity-failed': ({ clientId }) => ({
    what: `this machine gave no token of a managed identity${clientId === undefined ? '' : ` with client id ${clientId}`}`,
    todo:
      clientId === undefined
        ? 'give the machine a system-assigned identity, or set AZURE_CLIENT_ID to the client id of the one that is assigned to it'
        : 'assign that identity to the machine, or correct the client id (AZURE_CLIENT_ID or ARM_CLIENT_ID)',
  }),
  'tenant-not-found': ({ host }) => ({
    what: `${host} does not know this tenant`,
    todo: 'check the tenant id, and that ARM_ENVIRONMENT names its cloud',
  }),
  'wrong-audience': ({ expected, actual }) => ({
    what: `the token is for ${actual ?? 'another service'} instead of ${expected}`,
    todo: 'sign in to the cloud that is deployed to, and name it in ARM_ENVIRONMENT or MFA_GATE_CLOUD',
  }),
  'report-not-in-cloud': ({ cloud }) => ({
    what: `Microsoft does not offer the count report in ${cloud}, so it was not asked for`,
    todo: 'check ARM_ENVIRONMENT and MFA_GATE_CLOUD; for a tenant in that cloud the count report cannot be judged',
  }),
}

function missingCredential(missing: readonly string[], set: readonly string[]): ReasonWords {
  const verb = (names: readonly string[]): string => (names.length === 1 ? 'is' : 'are')
  if (missing.length > 0)
    return {
      what: `the credential is incomplete: ${missing.join(' and ')} ${verb(missing)} not set`,
      todo: `set ${missing.join(' and ')} in addition to the variables that are set already`,
    }
  if (set.length > 0)
    return {
      what: `the credential is incomplete: ${set.join(' and ')} ${verb(set)} set, but no secret, certificate or token`,
      todo: 'set AZURE_CLIENT_SECRET too, or a certificate or OIDC token instead (docs/sign-in.md)',
    }
  return {
    what: 'no credential to sign in with was found',
    todo: 'set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET of an app registration that may read the report, or sign in with `az login`',
  }
}
