import { isGraphError } from '../schemas/validate.ts'

/** Graph at times answers so for a tenant that has the licence, for a moment. */
const doubted = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'

/** How long to wait before the one further attempt. */
export const licenceWaitMs = 2_000

/** True for the refusal that is worth one more attempt; leaves the body to be read by others. */
export async function isDoubtful(response: Response | undefined): Promise<boolean> {
  if (response?.status !== 403) return false
  try {
    const body: unknown = JSON.parse(await response.clone().text())
    return isGraphError(body) && body.error.code === doubted
  } catch {
    // Cut off or no JSON: whoever reads the body itself says so.
    return false
  }
}
