import type { HttpClient } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import { randomUUID } from 'node:crypto'
import { blobStorage, type BlobAnswer, type Blobs } from './blob-storage.ts'
import {
  type Found,
  type Lease,
  leaseMs,
  type Place,
  PlaceProblem,
  refuseLong,
  renewing,
  sharedRefusalMs,
} from './place.ts'
import type { SharedPlace } from './locate.ts'

type BlobPlace = Extract<SharedPlace, { kind: 'blob' }>

const leaseSeconds = leaseMs / 1_000

/**
 * Two blobs for each key, as one that is leased cannot be written by others, nor a lease be had on one that is not
 * there: an empty one whose lease says who reads, and one with what was read.
 */
export function blobPlace(
  { url, prefix, label }: BlobPlace,
  credential: TokenCredential,
  http: HttpClient,
): Place {
  const blobs = blobStorage(url, credential, http)
  const recordOf = (key: string): string => `${prefix}${key}.json`
  const lockOf = (key: string): string => `${prefix}${key}.lock`
  return {
    label,
    refusalMs: sharedRefusalMs,
    find: async (key): Promise<Found> => {
      const [kept, lock] = await Promise.all([blobs.get(recordOf(key)), blobs.head(lockOf(key))])
      refuse(kept, [200, 404])
      refuse(lock, [200, 404])
      const leased = lock.headers.get('x-ms-lease-state') === 'leased'
      return kept.status === 404
        ? { text: undefined, ageMs: 0, leased }
        : { text: kept.text, ageMs: ageOf(kept), leased }
    },
    lease: async (key) => {
      const id = randomUUID()
      return (await acquire(blobs, lockOf(key), id))
        ? leaseOf(blobs, { lock: lockOf(key), record: recordOf(key), id })
        : undefined
    },
  }
}

interface Held {
  readonly lock: string
  readonly record: string
  readonly id: string
}

function leaseOf(blobs: Blobs, { lock, record, id }: Held): Lease {
  const renewed = async (): Promise<boolean> => (await blobs.lease(lock, 'renew', id)).status === 200
  const end = renewing(renewed)
  return {
    save: async (text) => {
      refuseLong(text)
      // Whoever has taken over saves what is newer.
      if (await renewed()) refuse(await blobs.put(record, text, {}), [201])
    },
    release: async () => {
      end()
      await blobs.lease(lock, 'release', id).catch(() => undefined)
    },
  }
}

/** The blob is made by whoever comes first; all others find it there. */
async function acquire(blobs: Blobs, lock: string, id: string): Promise<boolean> {
  const first = await blobs.lease(lock, 'acquire', id, leaseSeconds)
  refuse(first, [201, 404, 409])
  if (first.status !== 404) return first.status === 201
  // There by now, or leased already: then somebody else has made it.
  refuse(await blobs.put(lock, '', { 'if-none-match': '*' }), [201, 409, 412])
  const second = await blobs.lease(lock, 'acquire', id, leaseSeconds)
  refuse(second, [201, 409])
  return second.status === 201
}

/** By the clock of the service; what tells no time is as old as can be. */
function ageOf({ headers }: BlobAnswer): number {
  const age = Date.parse(headers.get('date') ?? '') - Date.parse(headers.get('last-modified') ?? '')
  return Number.isNaN(age) ? Infinity : Math.max(0, age)
}

const problems: Readonly<Record<string, string>> = {
  ContainerNotFound: 'there is no such container; create it, or correct the address',
  AuthorizationPermissionMismatch:
    'the app may not read and write there; give it the role Storage Blob Data Contributor on the container',
  AuthorizationFailure: 'the storage account lets nobody in from here; look at its network rules',
  AuthenticationFailed:
    'the storage account does not take the token; look at which tenant the account belongs to',
}

/** Never with the service's own words, which repeat addresses. @throws PlaceProblem */
function refuse({ status, headers }: BlobAnswer, expected: readonly number[]): void {
  const code = headers.get('x-ms-error-code') ?? ''
  if (expected.includes(status) && code !== 'ContainerNotFound') return
  const named = /^\w{1,60}$/.test(code) ? ` (${code})` : ''
  throw new PlaceProblem(problems[code] ?? `Azure Blob Storage answers ${status}${named}`)
}
