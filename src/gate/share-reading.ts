import { attempt } from '../model/could-not-read.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { type TenantReading, unread } from '../model/tenant-reading.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Place, PlaceProblem } from '../places/place.ts'
import { Deadline } from '../wire/deadline.ts'
import { patienceMs, timeLeft } from './patience.ts'
import { type Access, readTenant } from './read.ts'
import { readThrough } from './read-through.ts'
import { readingKeyOf } from './reading-key.ts'
import { readingOf, type Sharing, textOf } from './shared-numbers.ts'
import { type Reader, readerIn, readerOf } from './who-reads.ts'

/** Answers the numbers that another run has read for this reader, or has them made. */
type Through = (reader: Reader, make: () => Promise<TenantReading>) => Promise<TenantReading>

/** By what the environment says of the reader, else by the token: the key of the reading hangs on it. */
export async function readAsReader(
  inquiry: Inquiry,
  access: Access,
  through: Through,
): Promise<TenantReading> {
  const reader = readerIn(access.environment, access.settings)
  if (reader === undefined) {
    return readTenant(inquiry, {
      ...access,
      through: (claims, read) => {
        const signedIn = readerOf(claims)
        return signedIn === undefined ? read() : through(signedIn, read)
      },
    })
  }
  const left = timeLeft(access)
  const came = await attempt(
    () => through(reader, () => readTenant(inquiry, left())),
    (error) => access.onFailure?.(error, {}),
  )
  return 'value' in came ? came.value : unread(came.reason)
}

/** What is shared, for whom and by whom; the place is opened within the time that there is for waiting. */
interface Shared extends Pick<Sharing, 'inquiry' | 'freshMs' | 'version' | 'by' | 'signing'> {
  readonly access: Access
  readonly open: (deadline: Deadline) => Place | Promise<Place>
  /** Why this run is to read for nobody; undefined: it reads. */
  readonly idle?: Undetermined | undefined
  readonly mark: (place: Place) => Sharing['mark']
  readonly onUnkept: (problem: PlaceProblem) => void
}

/** Takes the reading at a place, or makes it and keeps it there. @throws CouldNotRead; PlaceProblem */
export async function readAtPlace(
  reader: Reader,
  make: () => Promise<TenantReading>,
  { access, open, idle, mark, onUnkept, ...shared }: Shared,
): Promise<TenantReading> {
  const { settings, now, interrupt } = access
  const { inquiry, version } = shared
  const deadline = new Deadline(patienceMs(inquiry, access), interrupt)
  try {
    const place = await open(deadline)
    const key = readingKeyOf({ inquiry, settings, reader, version })
    const sharing: Sharing = {
      ...{ ...shared, place, key, settings, now },
      tenantId: reader.tenantId,
      mark: mark(place),
    }
    return await readThrough({
      ...{ place, key, make, onUnkept, deadline },
      instead: idle && unread(idle),
      use: (found) => readingOf(found, sharing),
      keep: (readings) => textOf(readings, sharing),
    })
  } finally {
    deadline.release()
  }
}
