import { attempt } from '../model/could-not-read.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { type TenantReading, unread } from '../model/tenant-reading.ts'
import { type Place, PlaceProblem } from '../places/place.ts'
import { userCache, userCacheFolder } from '../places/user-cache.ts'
import type { ReadingRun } from '../schemas/shared-reading.ts'
import { Deadline } from '../wire/deadline.ts'
import { patienceMs, timeLeft } from './patience.ts'
import { type Access, readTenant } from './read.ts'
import { readThrough } from './read-through.ts'
import { readingKeyOf } from './reading-key.ts'
import { readingOf, textOf } from './shared-numbers.ts'
import { type Reader, readerIn, readerOf } from './who-reads.ts'

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
  const through = (reader: Reader, make: () => Promise<TenantReading>) =>
    readBy(reader, make, { ...reuse, inquiry, access, place, freshMs })
  const reader = readerIn(environment, settings)
  if (reader !== undefined) {
    const left = timeLeft(access)
    const came = await attempt(
      () => through(reader, () => readTenant(inquiry, left())),
      (error) => access.onFailure?.(error, {}),
    )
    return 'value' in came ? came.value : unread(came.reason)
  }
  return readTenant(inquiry, {
    ...access,
    through: (claims, read) => {
      const signedIn = readerOf(claims)
      return signedIn === undefined ? read() : through(signedIn, read)
    },
  })
}

interface Reading extends Reuse {
  readonly inquiry: Inquiry
  readonly access: Access
  readonly place: Place
  readonly freshMs: number
}

async function readBy(
  reader: Reader,
  make: () => Promise<TenantReading>,
  { place, by, version, note, inquiry, access, freshMs }: Reading,
): Promise<TenantReading> {
  const { settings, now, interrupt } = access
  const sharing = {
    ...{ place, by, version, inquiry, settings, freshMs, now },
    key: readingKeyOf({ inquiry, settings, reader, version }),
    tenantId: reader.tenantId,
    mark: (record: { readonly by: ReadingRun }) => ({ readBy: record.by }),
  }
  const tell = ({ problem, worthSaying }: PlaceProblem): void => {
    if (worthSaying) note(`nothing is kept for the next start in ${place.label}: ${problem}.`)
  }
  const deadline = new Deadline(patienceMs(inquiry, access), interrupt)
  try {
    return await readThrough({
      ...{ place, key: sharing.key, make, deadline },
      use: (found) => readingOf(found, sharing),
      keep: (readings) => textOf(readings, sharing),
      onUnkept: tell,
    })
  } catch (error) {
    if (!(error instanceof PlaceProblem)) throw error
    tell(error)
    return await make()
  } finally {
    deadline.release()
  }
}
