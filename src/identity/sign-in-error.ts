import { CouldNotRead } from '../model/could-not-read.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { CredentialChoice } from './choose/choice.ts'
import { answerOdd } from '../model/sign-in-failure.ts'
import { errorsWithin, firstMatch, textsOf } from './error-texts.ts'

const socket =
  /\b(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EPROTO|EMFILE|ENFILE|EHOSTUNREACH|ENETUNREACH|CERT_[A-Z_]+|ERR_TLS_[A-Z_]+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]+)\b/
const oauth =
  /\b(invalid_client|invalid_grant|unauthorized_client|invalid_request|invalid_scope|invalid_resource)\b/

/**
 * What Microsoft's library says of a tool or a service that is not there, or that nobody has signed in to. Proxies and
 * Docker Desktop answer for a metadata service that does not exist, without the JSON that a real one refuses with.
 */
const absent =
  /could not be found|couldn't be found|Unable to execute PowerShell|is not installed|Please run '(?:az login|azd auth login|Connect-AzAccount)'|IMDS endpoint, but it is not available|Network unreachable|client_error[\s\S]*Http status code: (?:40[345]|50\d)/i

export function isAbsent(error: unknown): boolean {
  return textsOf(error).some((text) => absent.test(text) && !text.includes('AADSTS'))
}

const signedOut =
  /Please run '?(?:az login|azd auth login|Connect-AzAccount)|not logged in, run|Run Connect-AzAccount|az login --/i

/** Whether a tool is there and nobody is signed in to it, or no longer. */
export function isSignedOut(error: unknown): boolean {
  return textsOf(error).some((text) => signedOut.test(text) && !/could ?n.t be found|not be found/.test(text))
}

/**
 * Turns what `@azure/identity` threw into a named failure. Its messages hold the login service's words, which can
 * name apps and users, so only the OAuth error and the AADSTS number are taken from them. Microsoft asks clients not
 * to branch on these numbers; they are a hint for people. `trouble` is what the wire saw where no answer came.
 */
export function signInReason(
  error: unknown,
  loginHost: string,
  choice: CredentialChoice,
  trouble?: CouldNotRead,
): CouldNotRead {
  const known = errorsWithin(error).find((one) => one instanceof CouldNotRead)
  return known ?? trouble ?? new CouldNotRead(reasonOf(error, loginHost, choice), error)
}

function reasonOf(error: unknown, host: string, choice: CredentialChoice): Undetermined {
  const texts = textsOf(error)
  const aadsts = firstMatch(texts, /\b(AADSTS\d+)\b/)
  const special = aadsts === undefined ? withoutLogin(error, texts, choice) : undefined
  if (special !== undefined) return special
  const code = firstMatch(texts, socket)
  const isNetwork = code !== undefined || texts.some((text) => text.includes('network_error'))
  if (aadsts === undefined && isNetwork) {
    return { code: 'login-unreachable', host, cause: code ?? answerOdd }
  }
  if (aadsts === undefined && texts.some((text) => text.includes('endpoints_resolution_error'))) {
    return { code: 'tenant-not-found', host }
  }
  return { code: 'sign-in-refused', oauthError: firstMatch(texts, oauth), aadsts, way: wayOf(choice) }
}

function wayOf(choice: CredentialChoice): string {
  return choice.kind === 'tool' ? choice.tool : choice.kind
}

/** Failures of those who hand out tokens or assertions in place of Microsoft's login. */
function withoutLogin(
  error: unknown,
  texts: readonly string[],
  choice: CredentialChoice,
): Undetermined | undefined {
  if (choice.kind === 'tool') {
    return { code: 'tool-not-ready', tool: choice.tool, signedOut: isSignedOut(error) }
  }
  if (choice.kind === 'managed-identity') {
    return { code: 'managed-identity-failed', clientId: choice.clientId }
  }
  if (choice.kind !== 'azure-pipelines') return undefined
  if (!texts.some((text) => text.includes('AzurePipelinesCredential: Authentication Failed')))
    return undefined
  const refusal = errorsWithin(error).find((one) => 'statusCode' in one && typeof one.statusCode === 'number')
  const status: unknown = refusal === undefined ? undefined : Reflect.get(refusal, 'statusCode')
  return {
    code: 'oidc-token-refused',
    host: 'Azure Pipelines',
    status: typeof status === 'number' ? status : undefined,
  }
}
