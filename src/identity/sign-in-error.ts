import { CouldNotRead } from '../posture/could-not-read.ts'

/**
 * Turns what `@azure/identity` threw into a named failure. Its messages hold the login service's words, which can
 * name apps and users, so only the OAuth error and the AADSTS number are taken from them. Microsoft asks clients not
 * to branch on these numbers; they are a hint for people.
 */
export function explainSignInError(error: unknown, loginHost: string): CouldNotRead {
  const texts = messagesOf(error)
  const socket =
    /\b(E[A-Z]{4,}|CERT_[A-Z_]+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]+)\b/
  const code = first(texts, socket)
  if (code !== undefined || texts.some((text) => text.includes('network_error'))) {
    return new CouldNotRead(
      { code: 'login-unreachable', host: loginHost, cause: code ?? 'network error' },
      error,
    )
  }
  if (
    texts.some((text) => /unavailable|No subscription|az login/i.test(text)) &&
    !texts.some((text) => text.includes('AADSTS'))
  ) {
    return new CouldNotRead({ code: 'credential-missing', missing: [] }, error)
  }
  const oauthError = first(
    texts,
    /\b(invalid_client|invalid_grant|unauthorized_client|invalid_request|invalid_scope|invalid_resource)\b/,
  )
  return new CouldNotRead(
    { code: 'sign-in-refused', oauthError, aadsts: first(texts, /\b(AADSTS\d+)\b/) },
    error,
  )
}

function first(texts: readonly string[], pattern: RegExp): string | undefined {
  return texts.map((text) => pattern.exec(text)?.[1]).find((match) => match !== undefined)
}

/** The texts of an error, its cause and the errors it aggregates, outermost first. */
function messagesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return []
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const response = 'errorResponse' in error ? [JSON.stringify(error.errorResponse)] : []
  const code = 'code' in error ? [String(error.code)] : []
  return [
    error.message,
    ...code,
    ...response,
    ...messagesOf(error.cause, depth + 1),
    ...inner.flatMap((one: unknown) => messagesOf(one, depth + 1)),
  ]
}
