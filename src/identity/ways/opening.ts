import type { TokenCredential } from '@azure/identity'
import type { Environment } from '../../config/settings.ts'
import type { SignInWire } from '../../wire/sign-in-wire.ts'

/** What every way in needs to open. */
export interface Opening {
  readonly environment: Environment
  /** Where the path of a file counts from. */
  readonly directory: string
  /** Origin of the login. */
  readonly authority: string
  /** The embedded tenant is no login that Microsoft's instance discovery knows. */
  readonly simulated: boolean
  /** For tools, which are asked for a token of this tenant; undefined: of the one they are signed in to. */
  readonly expectedTenantId: string | undefined
  readonly timeoutMs: number
  /** All requests of the sign-in go through it. */
  readonly wire: SignInWire
}

export type Open<Choice> = (choice: Choice, opening: Opening) => TokenCredential | Promise<TokenCredential>

/**
 * Options of every credential of `@azure/identity`. No redirect is followed, as it would carry secret or assertion, and
 * nothing repeated, as the wire does that.
 */
export function identityOptions({ authority, simulated, wire }: Opening) {
  return {
    authorityHost: authority,
    ...(simulated && { disableInstanceDiscovery: true }),
    redirectOptions: { maxRetries: 0 },
    retryOptions: { maxRetries: 0 },
    httpClient: wire,
  }
}
