import { type Item, ok, skipped } from '../../doctor/item.ts'
import { formatMoment } from '../../report/moment.ts'
import type { EvidenceManifest } from '../../schemas/evidence/manifest.ts'
import { type Files, largestBundle, unpack } from '../archive.ts'
import type { VerificationKey } from '../signing/verification-keys.ts'
import { checkAnswers } from './check-answers.ts'
import { checkManifest } from './check-manifest.ts'
import { checkSignature } from './check-signature.ts'
import { readIngredients } from './read-ingredients.ts'
import { failed } from './failed.ts'

export interface VerifyRequest {
  readonly archive: Uint8Array
  /** The public keys that the verifier trusts; undefined: none was given. */
  readonly keys: readonly VerificationKey[] | undefined
  readonly requireSignature: boolean
  /** Whether a bundle of a stand-in's numbers may be found right. */
  readonly allowSimulated?: boolean
  /** Of this gate. */
  readonly version: string
}

/**
 * `sound`: everything that was asked for is right. `false`: the bundle says something that is not so. `unproven`:
 * nothing is wrong as far as could be seen, but its signature was not checked. `simulated`: nothing is wrong, and all of
 * it is about a stand-in.
 */
export type VerifyResult = 'sound' | 'false' | 'unproven' | 'simulated'

export interface Verification {
  readonly result: VerifyResult
  /** Undefined where there was none to believe. */
  readonly manifest: EvidenceManifest | undefined
  readonly items: readonly Item[]
}

/** Checks a bundle from the outside in: what has failed keeps from believing what lies deeper. */
export async function verifyBundle(request: VerifyRequest): Promise<Verification> {
  const items: Item[] = []
  const files = checkArchive(request.archive, items)
  const manifest = files === undefined ? undefined : checkManifest(files, items)
  if (files === undefined || manifest === undefined) return { result: 'false', manifest, items }
  const proven = await checkSignature(files, manifest, request, items)
  const ingredients = readIngredients(files, items)
  if (ingredients !== undefined) await checkAnswers(files, manifest, ingredients, { ...request, items })
  else items.push(skipped('Answers', 'not judged again, since what was judged cannot be believed'))
  const wrong = items.some(({ state }) => state === 'failed')
  const madeUp = ingredients?.snapshots.some(({ provenance }) => provenance.simulated) === true
  if (!wrong && madeUp && request.allowSimulated !== true) return { result: 'simulated', manifest, items }
  return { result: wrong ? 'false' : proven ? 'sound' : 'unproven', manifest, items }
}

function checkArchive(archive: Uint8Array, items: Item[]): Files | undefined {
  const name = 'Archive'
  const unpacked =
    archive.length > largestBundle
      ? { problem: `it has ${archive.length} bytes, more than any bundle` }
      : unpack(archive)
  if ('problem' in unpacked) {
    items.push(failed(name, unpacked.problem, 'To do: get the bundle anew from where it was first kept.'))
    return undefined
  }
  items.push(ok(name, `${unpacked.files.size} files, byte for byte as they were written`))
  return unpacked.files
}

/** Who made it, when, about whom. */
export function aboutOf({ madeAt, madeBy, tenantId, outcome }: EvidenceManifest): string {
  return `Made by ${madeBy} at ${formatMoment(madeAt)} of ${tenantId === null ? 'a tenant that could not be read' : `the tenant ${tenantId}`}: ${outcome}.`
}
