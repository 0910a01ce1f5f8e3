import type { Environment, Settings } from '../config/settings.ts'
import type { CredentialChoice } from '../identity/choose/choice.ts'
import { chooseCredential } from '../identity/choose/choose-credential.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'

/** Whose reading of which tenant it is: others may see other numbers. */
export interface Reader {
  /** Lower case. */
  readonly tenantId: string
  readonly identity: string
}

/**
 * What the environment says of that without signing in; undefined where only a token tells it, or nobody can sign in.
 */
export function readerIn(environment: Environment, { expectedTenant }: Settings): Reader | undefined {
  const choice = chosen(environment)
  const identity = choice && identityOf(choice, environment)
  const tenantId =
    expectedTenant?.id ?? (choice !== undefined && 'tenantId' in choice ? choice.tenantId : undefined)
  return identity === undefined || tenantId === undefined
    ? undefined
    : { tenantId: tenantId.toLowerCase(), identity }
}

/** The same by the token at hand. */
export function readerOf({ tid, appid = '', oid = '' }: TokenClaims): Reader | undefined {
  // A token that does not tell whose it is could be anybody's.
  return oid === ''
    ? undefined
    : { tenantId: tid.toLowerCase(), identity: `app ${appid} object ${oid}`.toLowerCase() }
}

function chosen(environment: Environment): CredentialChoice | undefined {
  try {
    return chooseCredential(environment)
  } catch (error) {
    if (error instanceof CouldNotRead) return undefined
    throw error
  }
}

/** Undefined for a tool, which may be signed in as anybody, and for a machine's own identity. */
function identityOf(choice: CredentialChoice, environment: Environment): string | undefined {
  if (!('clientId' in choice) || choice.clientId === undefined) return undefined
  const app = `app ${choice.clientId}`.toLowerCase()
  return choice.kind === 'user-password'
    ? `${app} user ${environment[choice.userFrom] ?? ''}`.toLowerCase()
    : app
}
