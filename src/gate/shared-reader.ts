import { ConfigurationError } from '../config/problem.ts'
import { readText } from '../config/read-text.ts'
import { setting } from '../config/setting.ts'
import { version } from '../io/version.ts'
import { attempt } from '../model/could-not-read.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { ofStandIn, type TenantReading, unread } from '../model/tenant-reading.ts'
import { locatePlace, type SharedPlace } from '../places/locate.ts'
import { type Place, PlaceProblem } from '../places/place.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { Deadline } from '../wire/deadline.ts'
import { resolve } from 'node:path'
import { openSharedPlace } from './open-place.ts'
import { patienceMs, timeLeft } from './patience.ts'
import { type Access, readTenant } from './read.ts'
import { readThrough } from './read-through.ts'
import { readingKeyOf } from './reading-key.ts'
import { readingOf, type Sharing, type Signing, textOf } from './shared-numbers.ts'
import { type Reader, readerIn, readerOf } from './who-reads.ts'

/**
 * Takes the numbers that another run has kept at the place, or reads the tenant and keeps them there, one for all.
 * @throws ConfigurationError
 */
export async function readShared(text: string, inquiry: Inquiry, access: Access): Promise<TenantReading> {
  if (inquiry.questions.length === 0) return []
  const { settings, environment, directory } = access
  const located = locatePlace(text, directory, environment)
  if (inquiry.list !== undefined) {
    throw new ConfigurationError([
      `users are listed from the tenant only, and the snapshots ${located.label} name nobody; leave the snapshot or the list`,
    ])
  }
  const freshMs = Math.min(settings.snapshotMaxAgeMs, inquiry.maxAgeMs ?? settings.snapshotMaxAgeMs)
  if (freshMs <= 0) return readTenant(inquiry, access)
  const signing = await signingIn(access)
  const through = (reader: Reader, make: () => Promise<TenantReading>) =>
    readFrom(located, reader, make, { inquiry, access, freshMs, signing })
  const readings = await readAsReader(inquiry, access, through)
  return settings.simulatedTenant === undefined ? readings : ofStandIn(readings)
}

type Through = (reader: Reader, make: () => Promise<TenantReading>) => Promise<TenantReading>

/** By what the environment says of the reader, else by the token: the key of the reading hangs on it. */
async function readAsReader(inquiry: Inquiry, access: Access, through: Through): Promise<TenantReading> {
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

interface Reading {
  readonly inquiry: Inquiry
  readonly access: Access
  readonly freshMs: number
  readonly signing: Signing
}

async function readFrom(
  located: SharedPlace,
  reader: Reader,
  make: () => Promise<TenantReading>,
  { inquiry, access, freshMs, signing }: Reading,
): Promise<TenantReading> {
  const { settings, now, interrupt } = access
  const deadline = new Deadline(patienceMs(inquiry, access), interrupt)
  try {
    const place: Place = await openSharedPlace(located, access, deadline)
    const sharing: Sharing = {
      ...{ place, by: 'run', version, inquiry, settings, freshMs, now, signing },
      key: readingKeyOf({ inquiry, settings, reader, version }),
      tenantId: reader.tenantId,
      mark: () => ({ savedIn: place.label }),
    }
    return await readThrough({
      ...{ place, key: sharing.key, make, deadline },
      use: (found) => readingOf(found, sharing),
      keep: (readings) => textOf(readings, sharing),
      // What was read is judged all the same; the next run reads again.
      onUnkept: () => undefined,
    })
  } catch (error) {
    if (!(error instanceof PlaceProblem)) throw error
    return unread({ code: 'place-unusable', place: located.label, problem: error.problem })
  } finally {
    deadline.release()
  }
}

/** With a key to check by, only who can sign may keep what others are to take. @throws ConfigurationError */
async function signingIn({ settings, environment, directory }: Access): Promise<Signing> {
  const file = setting(environment, 'MFA_GATE_SIGNING_KEY')
  const { snapshotKey } = settings
  if (file === undefined && snapshotKey === undefined) return {}
  const [{ loadSnapshotKeys }, signWith] = await Promise.all([
    import('../snapshots/signed-text.ts'),
    file === undefined ? undefined : signingKey(resolve(directory, file), file),
  ])
  return {
    ...(snapshotKey === undefined ? {} : { keys: await loadSnapshotKeys(snapshotKey, directory) }),
    ...(signWith === undefined ? {} : { signWith }),
  }
}

async function signingKey(path: string, label: string): Promise<SigningKey> {
  const pem = readText(path, 'the signing key', 'correct MFA_GATE_SIGNING_KEY')
  const { parseSigningKey } = await import('../signing/signing-key.ts')
  return parseSigningKey(pem, label)
}
