import { type Item, ok, skipped } from '../../doctor/item.ts'
import { formatMoment } from '../../report/moment.ts'
import { answersIn } from '../../report/report.ts'
import { outcomeFrom } from '../../rules/outcome.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import type { EvidenceManifest } from '../../schemas/evidence/manifest.ts'
import type { verifyResults } from '../../schemas/evidence/verification.ts'
import { type Files, largestBundle, unpack } from '../archive.ts'
import type { VerificationKey } from '../../signing/verification-keys.ts'
import type { Ingredients } from '../judge-again.ts'
import { checkAnswers } from './check-answers.ts'
import { checkManifest } from './check-manifest.ts'
import { checkSignature } from './check-signature.ts'
import { type Demands, demandItems, type Found } from './demands.ts'
import { readIngredients } from './read-ingredients.ts'
import { failed } from './failed.ts'

export interface VerifyRequest {
  readonly archive: Uint8Array
  /** The public keys that the verifier trusts; undefined: none was given. */
  readonly keys: readonly VerificationKey[] | undefined
  readonly requireSignature: boolean
  /** Whether a bundle of a stand-in's numbers may be found right. */
  readonly allowSimulated?: boolean
  /** Whether consistency alone will do. */
  readonly allowUnsigned?: boolean
  /** Undefined: none. */
  readonly demands?: Demands
  /** Of this gate. */
  readonly version: string
}

/**
 * `sound`: everything that was asked for is right. `false`: the bundle says something that is not so. `unmet`: it is
 * consistent, and not what was demanded. `simulated`: nothing is wrong, and all of it is about a stand-in. `unproven`:
 * nothing is wrong as far as could be seen, but nobody has checked a signature.
 */
export type VerifyResult = (typeof verifyResults)[number]

export interface Verification {
  readonly result: VerifyResult
  /** Undefined where there was none to believe. */
  readonly manifest: EvidenceManifest | undefined
  /** Undefined unless the bundle is consistent. */
  readonly found: Found | undefined
  /** Whether the signature was checked and is right. */
  readonly signed: boolean
  readonly items: readonly Item[]
}

/** Checks a bundle from the outside in: what has failed keeps from believing what lies deeper. */
export async function verifyBundle(request: VerifyRequest): Promise<Verification> {
  const items: Item[] = []
  const hasFailed = (): boolean => items.some(({ state }) => state === 'failed')
  const files = checkArchive(request.archive, items)
  const manifest = files === undefined ? undefined : checkManifest(files, items)
  const refused = { result: 'false', manifest, found: undefined, signed: false, items } as const
  if (files === undefined || manifest === undefined) return refused
  const signed = await checkSignature(files, manifest, request, items)
  if (hasFailed()) {
    items.push(skipped('Answers', 'not checked, because nothing proves what was judged'))
    return refused
  }
  const found = await checkInside(files, manifest, request, items)
  if (hasFailed() || found === undefined) return refused
  items.push(...(request.demands === undefined ? [] : demandItems(found, request.demands)))
  return { result: resultOf(hasFailed(), signed, found, request), manifest, found, signed, items }
}

function resultOf(
  unmet: boolean,
  signed: boolean,
  { simulated }: Found,
  { allowSimulated = false, allowUnsigned = false }: VerifyRequest,
): VerifyResult {
  if (unmet) return 'unmet'
  if (simulated && !allowSimulated) return 'simulated'
  return signed || allowUnsigned ? 'sound' : 'unproven'
}

async function checkInside(
  files: Files,
  manifest: EvidenceManifest,
  request: VerifyRequest,
  items: Item[],
): Promise<Found | undefined> {
  const ingredients = readIngredients(files, items)
  if (ingredients === undefined) {
    items.push(skipped('Answers', 'not judged again, because nothing proves what was judged'))
    return undefined
  }
  const report = await checkAnswers(files, manifest, ingredients, { ...request, items })
  return report && foundIn(report, ingredients)
}

function foundIn(report: AssessmentReport, { context, snapshots }: Ingredients): Found {
  const received = snapshots.map(({ provenance }) => provenance.receivedAt).sort()
  return {
    outcome: outcomeFrom(answersIn(report)),
    tenantId: snapshots[0]?.tenantId ?? null,
    judgedAt: context.judgedAt,
    receivedAt: received[0] ?? null,
    simulated: snapshots.some(({ provenance }) => provenance.simulated),
    savedIn: context.savedIn,
  }
}

function checkArchive(archive: Uint8Array, items: Item[]): Files | undefined {
  const name = 'Archive'
  const unpacked =
    archive.length > largestBundle
      ? { problem: `it has ${archive.length} bytes, more than any bundle` }
      : unpack(archive)
  if ('problem' in unpacked) {
    items.push(failed(name, unpacked.problem, 'To do: get the bundle again from where it was first kept.'))
    return undefined
  }
  items.push(ok(name, `${unpacked.files.size} files, byte for byte as they were written`))
  return unpacked.files
}

/** Who made it, when, about whom. */
export function aboutOf({ madeAt, madeBy, tenantId }: EvidenceManifest): string {
  return `Made by ${madeBy} at ${formatMoment(madeAt)} of ${tenantId === null ? 'a tenant that could not be read' : `the tenant ${tenantId}`}.`
}
