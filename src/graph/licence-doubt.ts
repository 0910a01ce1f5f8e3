import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isGraphError } from '../schemas/validate.ts'
import type { Parcel } from './middleware/parcel.ts'

/** Graph at times answers so for a tenant that has the licence, for a moment. */
const doubted = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'

/** How long to wait before the one further attempt. */
export const licenceWaitMs = 2_000

/** True for the refusal that is worth one more attempt; leaves the body to be read by others. */
export async function isDoubtful(parcel: Parcel): Promise<boolean> {
  const { received } = parcel
  if (received?.status !== 403 || received.body === undefined) return false
  try {
    const bytes = await buffer(received.body)
    parcel.received = { ...received, body: Readable.from([bytes]) }
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    return isGraphError(body) && body.error.code === doubted
  } catch {
    // Cut off or no JSON: whoever reads the body itself says so.
    return false
  }
}
