const federated = 'compare it with the federated credential of the app registration'

/** What to do, by AADSTS number, where Microsoft documents one; hints for people, decisions never rest on them. */
export const aadstsHints: Readonly<Record<string, string>> = {
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
  AADSTS700213: `the app does not trust the subject of the OIDC token: ${federated}; a pull request has another subject than a branch or an environment`,
  AADSTS70021: `the app has no federated credential for the OIDC token: ${federated}`,
  AADSTS7002138: `the subject of the OIDC token differs in upper and lower case: ${federated}`,
  AADSTS50013: 'the signature of the assertion is wrong: check certificate and key, or who issued the token',
  AADSTS50027: 'the OIDC token is not well formed: check what the variable or file holds',
  AADSTS53003: "a Conditional Access policy blocks the sign-in: exclude the gate's app from it",
  AADSTS65001: 'consent is missing: have an administrator consent to the permissions of the app',
  AADSTS90002: 'there is no such tenant in this cloud: check the tenant id and ARM_ENVIRONMENT',
  AADSTS500011: 'Microsoft Graph is not known to this tenant under this address: check ARM_ENVIRONMENT',
}
