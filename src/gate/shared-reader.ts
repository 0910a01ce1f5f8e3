import { ConfigurationError } from '../config/problem.ts'
import { setting } from '../config/setting.ts'
import { version } from '../io/version.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { ofStandIn, type TenantReading, unread } from '../model/tenant-reading.ts'
import { locatePlace } from '../places/locate.ts'
import { PlaceProblem } from '../places/place.ts'
import { loadSigningKey } from '../signing/load-signing-key.ts'
import { openSharedPlace } from './open-place.ts'
import { type Access, readTenant } from './read.ts'
import { readAsReader, readAtPlace } from './share-reading.ts'
import type { Signing } from './shared-numbers.ts'

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
  const readings = await readAsReader(inquiry, access, async (reader, make) => {
    try {
      return await readAtPlace(reader, make, {
        ...{ inquiry, access, by: 'run', version, freshMs, signing },
        open: (deadline) => openSharedPlace(located, access, deadline),
        mark: (place) => () => ({ savedIn: place.label }),
        // What was read is judged all the same; the next run reads again.
        onUnkept: () => undefined,
      })
    } catch (error) {
      if (!(error instanceof PlaceProblem)) throw error
      return unread({ code: 'place-unusable', place: located.label, problem: error.problem })
    }
  })
  return settings.simulatedTenant === undefined ? readings : ofStandIn(readings)
}

/** With a key to check by, only who can sign may keep what others are to take. @throws ConfigurationError */
async function signingIn({ settings, environment, directory }: Access): Promise<Signing> {
  const file = setting(environment, 'MFA_GATE_SIGNING_KEY')
  const { snapshotKey } = settings
  if (file === undefined && snapshotKey === undefined) return {}
  const [{ loadSnapshotKeys }, signWith] = await Promise.all([
    import('../snapshots/signed-text.ts'),
    file === undefined ? undefined : loadSigningKey(file, directory, 'correct MFA_GATE_SIGNING_KEY'),
  ])
  return {
    ...(snapshotKey === undefined ? {} : { keys: await loadSnapshotKeys(snapshotKey, directory) }),
    ...(signWith === undefined ? {} : { signWith }),
  }
}
