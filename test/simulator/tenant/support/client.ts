import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Tenant } from '../../../../src/simulator/tenant/index.ts'

export const reportPath = '/beta/reports/getCredentialUserRegistrationCount'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** How long to wait for the whole answer. */
  readonly patience?: number
}

/** One request on a connection of its own, trusting the tenant's authority and no other. */
export async function ask(
  tenant: Tenant,
  path: string,
  { method = 'GET', headers, body, patience }: Ask = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = request(
      `${tenant.origin}${path}`,
      {
        method,
        agent: false,
        ca: readFileSync(tenant.environment['NODE_EXTRA_CA_CERTS'] ?? ''),
        headers: { ...headers },
        ...(patience !== undefined && { signal: AbortSignal.timeout(patience) }),
      },
      (response) => {
        text(response).then(
          (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
          reject,
        )
      },
    )
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

/** Posts the form of a correct sign-in; `changes` replace fields, and an empty text leaves a field out. */
export async function postTokenForm(
  tenant: Tenant,
  changes: Readonly<Record<string, string>> = {},
  tenantId = tenant.environment['AZURE_TENANT_ID'] ?? '',
): Promise<Answer> {
  const fields = {
    grant_type: 'client_credentials',
    client_id: tenant.environment['AZURE_CLIENT_ID'] ?? '',
    client_secret: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
    scope: 'https://graph.microsoft.com/.default',
    ...changes,
  }
  const form = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
  return ask(tenant, `/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    patience: 2000,
  })
}

export async function signIn(tenant: Tenant, changes?: Readonly<Record<string, string>>): Promise<string> {
  const { body } = await postTokenForm(tenant, changes)
  return String(read(body, 'access_token'))
}

/** The report, asked for with a token of the tenant's own. */
export async function askReport(tenant: Tenant, options: Ask = {}): Promise<Answer> {
  const headers = { Authorization: `Bearer ${await signIn(tenant)}`, ...options.headers }
  return ask(tenant, reportPath, { patience: 2000, ...options, headers })
}

/** What stands at `path` in JSON text; undefined when a step is missing. */
export function read(body: string, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    JSON.parse(body),
  )
}
