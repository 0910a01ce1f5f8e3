import { ConfigurationError } from '../config/problem.ts'
import { setting } from '../config/setting.ts'
import { version } from '../io/version.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { ofStandIn, type TenantReading, unread } from '../model/tenant-reading.ts'
import type { Undetermined } from '../model/undetermined.ts'
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
      `users can be listed only from the tenant, and the snapshots ${located.label} have no names; leave out the snapshot or the list`,
    ])
  }
  const freshMs = Math.min(settings.snapshotMaxAgeMs, inquiry.maxAgeMs ?? settings.snapshotMaxAgeMs)
  if (freshMs <= 0) return readTenant(inquiry, access)
  const signing = await signingIn(access)
  const { snapshotKey: keyFile } = settings
  const idle: Undetermined | undefined =
    keyFile === undefined || signing.signWith !== undefined
      ? undefined
      : { code: 'nothing-signed', place: located.label, keyFile }
  const readings = await readAsReader(inquiry, access, async (reader, make) => {
    try {
      return await readAtPlace(reader, make, {
        ...{ inquiry, access, by: 'run', version, freshMs, signing, idle },
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

/** @throws ConfigurationError also where nobody would take what this run signs, so that each run would read anew */
async function signingIn({ settings, environment, directory }: Access): Promise<Signing> {
  const file = setting(environment, 'MFA_GATE_SIGNING_KEY')
  const { snapshotKey } = settings
  const [keys, signWith] = await Promise.all([
    snapshotKey === undefined ? undefined : keysIn(snapshotKey, directory),
    file === undefined ? undefined : loadSigningKey(file, directory, 'correct MFA_GATE_SIGNING_KEY'),
  ])
  if (keys && signWith && !keys.some(({ keyId }) => keyId === signWith.keyId)) {
    throw new ConfigurationError([
      `the key ${file} (MFA_GATE_SIGNING_KEY) does not belong to a key in ${snapshotKey} (MFA_GATE_SNAPSHOT_KEY), so nobody would accept what it signs; give two keys that belong together`,
    ])
  }
  return { ...(keys && { keys }), ...(signWith && { signWith }) }
}

async function keysIn(file: string, directory: string): Promise<Signing['keys']> {
  const { loadSnapshotKeys } = await import('../snapshots/signed-text.ts')
  return loadSnapshotKeys(file, directory)
}
