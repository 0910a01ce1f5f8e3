import type { Inquiry } from '../model/inquiry.ts'
import type { TenantReading } from '../model/tenant-reading.ts'
import { PlaceProblem } from '../places/place.ts'
import { userCache, userCacheFolder } from '../places/user-cache.ts'
import type { ReadingRun } from '../schemas/shared-reading.ts'
import { type Access, readTenant } from './read.ts'
import { readAsReader, readAtPlace } from './share-reading.ts'

interface Reuse {
  /** What kind of run this is. */
  readonly by: ReadingRun
  /** Of the gate. */
  readonly version: string
  /** Told why nothing could be kept or taken. */
  readonly note: (line: string) => void
}

/**
 * Reads the tenant unless an earlier start of this user, or one beside it, has just read the same: `pulumi up` starts
 * the pack twice. Whatever is wrong with the place costs a reading and nothing else.
 */
export async function readOnce(inquiry: Inquiry, access: Access, reuse: Reuse): Promise<TenantReading> {
  const { settings, environment } = access
  const folder = userCacheFolder(environment)
  const freshMs = Math.min(settings.reuseMs, inquiry.maxAgeMs ?? settings.reuseMs)
  // The key of a stand-in is what tells it from another at the same address.
  const nameless = settings.simulatedTenant !== undefined && settings.simulatedKey === undefined
  if (
    folder === undefined ||
    inquiry.questions.length === 0 ||
    inquiry.list !== undefined ||
    freshMs <= 0 ||
    nameless
  )
    return readTenant(inquiry, access)
  const place = userCache(folder)
  const { by, version, note } = reuse
  const tell = ({ problem, worthSaying }: PlaceProblem): void => {
    if (worthSaying) note(`nothing is kept for the next start in ${place.label}: ${problem}.`)
  }
  return readAsReader(inquiry, access, async (reader, make) => {
    try {
      return await readAtPlace(reader, make, {
        ...{ inquiry, access, by, version, freshMs },
        open: () => place,
        mark: () => (record) => ({ readBy: record.by }),
        onUnkept: tell,
      })
    } catch (error) {
      if (!(error instanceof PlaceProblem)) throw error
      tell(error)
      return await make()
    }
  })
}
