import { parseJson } from '../io/parse-json.ts'
import isGraphError from '../schemas/compiled/is-graph-error.cjs'
import type { Received } from '../wire/exchange.ts'

/** Graph at times answers so for a tenant that has the licence, for a moment. */
const doubted = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'

/** How long to wait before the one further attempt. */
export const licenceWaitMs = 2_000

/** True for the refusal that is worth one more attempt. */
export function isDoubtful({ status, body }: Received): boolean {
  if (status !== 403) return false
  try {
    const parsed = parseJson(body.toString('utf8'))
    return isGraphError(parsed) && parsed.error.code === doubted
  } catch {
    // No JSON: whoever explains the refusal says so.
    return false
  }
}
