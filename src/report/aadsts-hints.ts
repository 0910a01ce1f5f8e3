import { toolOf } from './sign-in-tools.ts'

const lookAt = "look at this sign-in in the tenant's sign-in logs for the policy that blocks it"
const blocked = `${lookAt}, and exclude the gate's app from that policy`
const blockedPerson = `${lookAt}, which may be one on risky users, and meet what it demands; a pipeline signs in as an app or with a managed identity instead`
const issuerSilent =
  'Microsoft Entra could not reach the issuer of the OIDC token: its address must answer /.well-known/openid-configuration on the internet, and be written in the federated credential exactly as the token names it'
const federated = 'compare it with the federated credential of the app registration'

/** What to do, by AADSTS number, where Microsoft documents one; hints for people, decisions never rest on them. */
const hints: Readonly<Record<string, string>> = {
  AADSTS7000215:
    'the client secret is wrong: give the value of the secret (not its id) that the app registration shows once',
  AADSTS7000222: 'the client secret has expired: make a new one in the app registration',
  AADSTS7000112: "the app is disabled in the tenant: enable its enterprise application's sign-in",
  AADSTS700016:
    'the app registration is not in this tenant: check client id and tenant id (AZURE_CLIENT_ID, AZURE_TENANT_ID or ARM_CLIENT_ID, ARM_TENANT_ID)',
  AADSTS700027:
    'the app registration does not know this certificate: upload its public part there, or give the one that is uploaded',
  AADSTS700024:
    'the OIDC token is too old or the clock of this machine is wrong: let the gate ask for a fresh one (ARM_OIDC_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_URL) rather than giving a fixed ARM_OIDC_TOKEN',
  AADSTS700211: `the app does not trust the issuer of the OIDC token: ${federated}`,
  AADSTS700212: `the audience of the OIDC token is another one: ${federated} (ARM_OIDC_AUDIENCE)`,
  AADSTS700213: `the app does not trust the subject of the OIDC token: ${federated}; a pull request has another subject than a branch or an environment, and since July 2026 GitHub writes ids into the subjects of new and renamed repositories (repo:OWNER@ID/REPO@ID:…), which the credential must hold as they are; --debug shows the subject`,
  AADSTS70021: `the app has no federated credential for the OIDC token: ${federated}`,
  AADSTS7002138: `the subject of the OIDC token differs in upper and lower case: ${federated}`,
  AADSTS50013: 'the signature of the assertion is wrong: check certificate and key, or who issued the token',
  AADSTS50027: 'the OIDC token is not well formed: check what the variable or file holds',
  AADSTS53003: `a Conditional Access policy blocks the sign-in: ${blocked}`,
  AADSTS530032: `a security policy of the tenant blocks the sign-in: ${blocked}`,
  AADSTS530035:
    'the security defaults of the tenant block the sign-in: sign in as an app with a secret, a certificate or OIDC, or with a managed identity, rather than as a user with a password',
  AADSTS530036:
    'the session began with a device code or was transferred from another device, which a Conditional Access policy on authentication flows forbids, so its token will always be refused: sign out, and sign in again in a browser',
  AADSTS530084:
    'a Conditional Access policy demands token protection, which this way to sign in cannot give: sign in as an app or a managed identity, or exclude this sign-in from that policy',
  AADSTS65001: 'consent is missing: have an administrator consent to the permissions of the app',
  AADSTS7000229:
    'the app has no service principal in this tenant: have an administrator consent to it there, or run `az ad sp create --id CLIENT_ID`, and check that the tenant id is the right one',
  AADSTS900023: 'the tenant id is neither an id nor a domain: correct AZURE_TENANT_ID or ARM_TENANT_ID',
  AADSTS90033: 'Microsoft Entra has a temporary fault: run again in some minutes',
  AADSTS90061: issuerSilent,
  AADSTS50166: issuerSilent,
  AADSTS90002: 'there is no such tenant in this cloud: check the tenant id and ARM_ENVIRONMENT',
  AADSTS500011: 'Microsoft Graph is not known to this tenant under this address: check ARM_ENVIRONMENT',
}

/** The same where a person signs in, whom no exclusion of the gate's app would help. */
const ofPeople: Readonly<Record<string, string>> = {
  AADSTS53003: `a Conditional Access policy blocks the sign-in: ${blockedPerson}`,
  AADSTS530032: `a security policy of the tenant blocks the sign-in: ${blockedPerson}`,
}

/** The session of a person has ended, or MFA is asked for anew. */
const sessionEnded = new Set(
  [
    50055, 50076, 50078, 50079, 50089, 50132, 50133, 50158, 50173, 65002, 70043, 70044, 700081, 700082,
    700084,
  ].map((number) => `AADSTS${number}`),
)

const users =
  'a user name and a password cannot answer a demand for MFA, which Microsoft makes mandatory: sign in as an app with a secret, a certificate or OIDC, or with a managed identity'

/** What to check where the number says nothing, by the way in. */
const byWay: Readonly<Record<string, string>> = {
  certificate: 'check tenant id, client id and certificate of the app registration',
  'oidc-token': `check tenant id and client id of the app registration, and ${federated}`,
  'oidc-request': `check tenant id and client id of the app registration, and ${federated}`,
  'azure-pipelines': `check the service connection, and ${federated}`,
  'workload-identity': `check tenant id and client id of the app registration, and ${federated}`,
  'user-password': `check user name and password; ${users}`,
  'managed-identity': 'check that the identity is assigned to this machine, and its client id',
}

/** What to do by the number alone; undefined where it says nothing. */
export function hintOf(aadsts: string | undefined): string | undefined {
  return aadsts === undefined ? undefined : hints[aadsts]
}

function hintBy(
  aadsts: string | undefined,
  way: string | undefined,
  tool: ReturnType<typeof toolOf>,
): string | undefined {
  const person = tool !== undefined || way === 'user-password'
  if (person && aadsts !== undefined && ofPeople[aadsts] !== undefined) return ofPeople[aadsts]
  const hint = hintOf(aadsts)
  return aadsts === 'AADSTS530036' && tool !== undefined
    ? `${hint}: \`${tool.signOut}\`, then \`${tool.signIn}\` without ${tool.deviceCode}`
    : hint
}

/** What to do about a sign-in that the login refused: by its number, else by how it was signed in. */
export function signInTodo(aadsts: string | undefined, way: string | undefined): string {
  const tool = way === undefined ? undefined : toolOf(way)
  if (aadsts !== undefined && sessionEnded.has(aadsts)) {
    if (tool !== undefined) return `the session has ended: run \`${tool.signIn}\` again`
    if (way === 'user-password') return users
  }
  const hint = hintBy(aadsts, way, tool)
  if (hint !== undefined) return hint
  if (tool !== undefined) return `run \`${tool.signIn}\` again, in the tenant that is deployed to`
  return byWay[way ?? ''] ?? 'check tenant id, client id and secret of the app registration'
}
