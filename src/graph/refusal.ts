import { parseJson } from '../io/parse-json.ts'
import type { Undetermined } from '../model/undetermined.ts'
import isGraphError from '../schemas/compiled/is-graph-error.cjs'
import type { GraphResponse } from './response.ts'

/** Which permission the report that was asked for needs. */
interface RefusalContext {
  readonly permission: string
}

type GraphReason = (code: string, context: RefusalContext) => Undetermined

/** Graph's own codes for a refused report; sources: Graph documentation issues; docs/sources.md has them by what to do. */
const byCode: Readonly<Record<string, GraphReason>> = {
  Authentication_RequestFromNonPremiumTenantOrB2CTenant: (graphCode) => ({
    code: 'licence-missing',
    graphCode,
  }),
  // Of eligibilities, which need P2 or Governance.
  AadPremiumLicenseRequired: (graphCode) => ({ code: 'licence-missing', graphCode }),
  Authentication_ApplicationHasNoDirectoryReadAccess: (graphCode) => ({
    code: 'directory-read-missing',
    graphCode,
  }),
  Authentication_MSGraphPermissionMissing: (graphCode, { permission }) => ({
    code: 'permission-missing',
    permission,
    graphCode,
  }),
  Authorization_RequestDenied: (graphCode, { permission }) => ({
    code: 'permission-missing',
    permission,
    graphCode,
  }),
  Authentication_ApplicationHasNoReadAuditLogDataAccess: (graphCode) => ({
    code: 'permission-missing',
    permission: 'AuditLog.Read.All',
    graphCode,
  }),
  Authentication_RequestFromUnsupportedUserRole: (graphCode) => ({ code: 'role-missing', graphCode }),
  insufficient_claims: () => ({ code: 'claims-challenge' }),
}

/** Why an answer with a status other than 200 was given; of Graph's message nothing is repeated but a known word. */
export function refusalReason(answer: GraphResponse, context: RefusalContext): Undetermined {
  const { status, requestId } = answer
  const graphCode = staleTokenCode(answer) ?? graphCodeOf(answer)
  if (status >= 300 && status < 400) return { code: 'redirected', status, requestId }
  const known = graphCode === undefined ? undefined : byCode[graphCode]
  if (known !== undefined && graphCode !== undefined)
    return { ...known(graphCode, context), requestId } as Undetermined
  if (answer.claimsChallenge && staleTokenCode(answer) === undefined)
    return { code: 'claims-challenge', requestId }
  if (status === 401) return { code: 'token-rejected', graphCode, requestId }
  if (status === 404 || status === 410 || (status === 400 && graphCode === 'BadRequest')) {
    return { code: 'report-absent', report: reportOf(answer), status, graphCode, requestId }
  }
  return { code: 'graph-refused', status, graphCode, requestId }
}

/** Continuous access evaluation names its reason in the message of an error whose own code differs from time to time. */
function staleTokenCode({ status, text }: GraphResponse): string | undefined {
  return status === 401
    ? /\bToken(?:CreatedWithOutdatedPolicies|IssuedBeforeRevocationTimestamp)\b/.exec(text)?.[0]
    : undefined
}

/** Graph's name of the report, as the address ends with it. */
function reportOf({ endpoint }: GraphResponse): string {
  return /\/(\w+)(?:\([^/]*)?$/.exec(endpoint)?.[1] ?? ''
}

export function graphCodeOf({ text }: GraphResponse): string | undefined {
  try {
    const body = parseJson(text)
    // Codes are short words; anything else is not repeated to people.
    return isGraphError(body) && /^[\w.-]{1,100}$/.test(body.error.code) ? body.error.code : undefined
  } catch {
    return undefined
  }
}
