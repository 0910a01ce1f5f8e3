import { type GraphRefusal, invalidToken } from '../graph/refusals.ts'
import { type Reply, withHeaders } from '../http/reply.ts'
import type { Site } from './fault.ts'

type Challenged = Pick<Site<GraphRefusal>, 'refuse'>

/** What Graph wants to see after a change of password or a new policy; the moment is that of the change. */
export const wantedClaims = '{"access_token":{"nbf":{"essential":true,"value":"1764126000"}}}'

const encoded = Buffer.from(wantedClaims).toString('base64')

/** Tokens that were good a moment ago. */
export const tokenFaults = {
  'revoked-401': { reply: (_, site) => site.refuse(invalidToken('Access token has been revoked.')) },
  'claims-401': {
    reply: (_, site) =>
      withHeaders(site.refuse(invalidToken('Continuous access evaluation resulted in challenge.')), {
        'WWW-Authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`,
      }),
  },
} as const satisfies Record<string, { readonly reply: (ordinary: Reply, site: Challenged) => Reply }>
