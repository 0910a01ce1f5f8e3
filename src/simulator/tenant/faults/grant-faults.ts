import { Buffer } from 'node:buffer'
import type { LoginRefusal } from '../login/refusals.ts'
import type { Reply } from '../http/reply.ts'
import type { Site } from './fault.ts'

export interface GrantFault {
  readonly reply: (ordinary: Reply, site: Pick<Site<LoginRefusal>, 'refuse'>) => Reply
}

/** What a login says beside the token, or in its place. */
export const grantFaults = {
  'no-access-token': body(({ access_token: _, ...rest }) => rest),
  'id-token-alone': body(({ access_token, ...rest }) => ({ ...rest, id_token: access_token })),
  'token-null': body((grant) => ({ ...grant, access_token: null })),
  'token-number': body((grant) => ({ ...grant, access_token: 95 })),
  'token-empty': body((grant) => ({ ...grant, access_token: '' })),
  'token-list': body((grant) => ({ ...grant, access_token: [grant['access_token']] })),
  'token-opaque': token(() => 'EwB4A8l6BAAU'),
  'token-two-parts': token((jwt) => jwt.split('.').slice(0, 2).join('.')),
  'token-four-parts': token((jwt) => `${jwt}.more`),
  'token-huge': token((jwt) => `${jwt}${'A'.repeat(200_000)}`),
  'token-line-feed': token((jwt) => `${jwt}\r\nX-Injected: 1`),
  'token-not-ascii': token((jwt) => `${jwt}é☃`),
  'token-spaces': token((jwt) => `  ${jwt}  `),
  'token-of-no-claims': claims(() => ({})),
  'token-claims-null': payload(() => 'null'),
  'token-claims-list': payload(() => '[]'),
  'token-claims-cut': payload((json) => json.slice(0, -1)),
  'token-claims-twice': payload((json) =>
    json.replace('{', '{"tid":"00000000-0000-4000-8000-000000000000",'),
  ),
  'token-without-tenant': claims(({ tid: _, ...rest }) => rest),
  'token-tenant-null': claims((given) => ({ ...given, tid: null })),
  'token-tenant-list': claims((given) => ({ ...given, tid: [given['tid']] })),
  'token-tenant-name': claims((given) => ({ ...given, tid: 'contoso.onmicrosoft.com' })),
  'token-tenant-upper-case': claims((given) => ({ ...given, tid: String(given['tid']).toUpperCase() })),
  'token-without-audience': claims(({ aud: _, ...rest }) => rest),
  'token-audience-other': claims((given) => ({ ...given, aud: 'https://management.azure.com' })),
  'token-audience-list': claims((given) => ({ ...given, aud: [given['aud']] })),
  'token-audience-lookalike': claims((given) => ({ ...given, aud: 'https://graph.microsoft.com.example' })),
  'token-expired': claims((given) => ({ ...given, exp: Number(given['exp']) - 90_000 })),
  'token-not-yet': claims((given) => ({ ...given, nbf: Number(given['nbf']) + 90_000 })),
  'token-expiry-word': claims((given) => ({ ...given, exp: 'never' })),
  'token-foreign-signature': token((jwt) => `${jwt.slice(0, -8)}AAAAAAAA`),
  'token-unsigned': token((jwt) => `${part({ alg: 'none', typ: 'JWT' })}.${jwt.split('.')[1] ?? ''}.`),
  'expires-at-once': body((grant) => ({ ...grant, expires_in: 0 })),
  'expires-before': body((grant) => ({ ...grant, expires_in: -3600 })),
  'expires-never': body((grant) => ({ ...grant, expires_in: 1e15 })),
  'expires-text': body((grant) => ({ ...grant, expires_in: '3599' })),
  'expires-word': body((grant) => ({ ...grant, expires_in: 'soon' })),
  'expires-missing': body(({ expires_in: _, ext_expires_in: __, ...rest }) => rest),
  'type-mac': body((grant) => ({ ...grant, token_type: 'mac' })),
  'token-and-error': body((grant) => ({
    ...grant,
    error: 'invalid_client',
    error_description: 'AADSTS7000215: no',
  })),
  'scope-of-others': body((grant) => ({ ...grant, scope: 'https://management.azure.com/.default' })),
  'refresh-token-too': body((grant) => ({ ...grant, refresh_token: '0.secret-of-somebody' })),
  'consent-missing': refused(
    400,
    'invalid_grant',
    65001,
    'The user or administrator has not consented to use the application.',
  ),
  'conditional-access': refused(
    400,
    'invalid_grant',
    53003,
    'Access has been blocked by Conditional Access policies.',
  ),
  'app-disabled': refused(401, 'unauthorized_client', 7000112, 'Application is disabled.'),
  'secret-of-other-app': refused(
    401,
    'invalid_client',
    7000216,
    "'client_assertion', 'client_secret' or 'request' is required.",
  ),
  'mfa-demanded': refused(400, 'interaction_required', 50076, 'You must use multi-factor authentication.'),
  'account-locked': refused(400, 'invalid_grant', 50053, 'The account is locked.'),
  'tenant-blocked': refused(400, 'invalid_request', 900144, 'The request body must contain a parameter.'),
  'subject-mismatch': refused(400, 'invalid_client', 700213, 'No matching federated identity record found.'),
  'assertion-expired': refused(
    401,
    'invalid_client',
    700024,
    'Client assertion is not within its valid time range.',
  ),
  'unknown-number': refused(400, 'invalid_request', 999999, 'Something that nobody has met.'),
  'error-alone': text(400, () => '{"error":"invalid_client"}'),
  'error-null': text(400, () => '{"error":null,"error_description":null}'),
  'error-object': text(400, () => '{"error":{"code":"x"},"error_description":{"text":"y"}}'),
  'error-of-escapes': text(
    400,
    () => '{"error":"\\u001b[31m","error_description":"AADSTS1\\u001b[2J\\r\\nowned"}',
  ),
  'error-of-a-megabyte': text(400, () =>
    `{"error":"invalid_client","error_description":"AADSTS7000215: ${'a'.repeat(1_000_000)}"}`.slice(
      0,
      1_040_000,
    ),
  ),
  'error-of-numbers': text(400, () => `{"error":"invalid_client","error_codes":[${'7,'.repeat(50_000)}7]}`),
} as const satisfies Record<string, GrantFault>

type Grant = Readonly<Record<string, unknown>>

function body(change: (grant: Grant) => Grant): GrantFault {
  return {
    reply: (ordinary) =>
      typeof ordinary.body === 'string' ? ordinary : { ...ordinary, body: change(ordinary.body as Grant) },
  }
}

function token(change: (jwt: string) => string): GrantFault {
  return body((grant) => ({ ...grant, access_token: change(String(grant['access_token'])) }))
}

/** The signature does not fit any more, which only Graph can tell. */
function payload(change: (json: string) => string): GrantFault {
  return token((jwt) => {
    const [head = '', middle = '', signature = ''] = jwt.split('.')
    const json = change(Buffer.from(middle, 'base64url').toString('utf8'))
    return [head, Buffer.from(json).toString('base64url'), signature].join('.')
  })
}

function claims(change: (given: Grant) => Grant): GrantFault {
  return payload((json) => JSON.stringify(change(JSON.parse(json) as Grant)))
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function refused(status: number, error: string, number: number, sentence: string): GrantFault {
  return { reply: (_, site) => site.refuse({ status, error, number, sentence: () => sentence }) }
}

function text(status: number, write: () => string): GrantFault {
  return { reply: (ordinary) => ({ ...ordinary, status, body: write() }) }
}
