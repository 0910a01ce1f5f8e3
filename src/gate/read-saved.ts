import { ConfigurationError } from '../config/problem.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { answerFrom, type SavedReading } from '../model/saved-reading.ts'
import { ofStandIn, type TenantReading, unread } from '../model/tenant-reading.ts'
import type { Access } from './read.ts'
import { savedInquiryOf } from './saved-inquiry.ts'
import { standInDoubt } from './stand-in-doubt.ts'

/** A snapshot file as it was read, and what it says. */
interface SavedFile {
  readonly text: string
  /** For people. */
  readonly label: string
  readonly saved: SavedReading
  /** Whether its numbers are the embedded tenant's. */
  readonly simulated: boolean
  /** Names a file with the key that must have signed it; undefined: nobody must. */
  readonly keyFile: string | undefined
  readonly directory: string
}

/** Takes the numbers of the file. @throws ConfigurationError */
export async function readSaved(file: SavedFile, inquiry: Inquiry, access: Access): Promise<TenantReading> {
  const { saved, simulated } = file
  await demandSignature(file)
  if (inquiry.questions.length === 0) return []
  const doubt = simulated ? await standInDoubt(saved, access.settings) : undefined
  return doubt === undefined ? takeFrom(saved, inquiry, access) : ofStandIn(unread(doubt))
}

async function demandSignature({ text, label, keyFile, directory }: SavedFile): Promise<void> {
  if (keyFile === undefined) return
  const { loadSnapshotKeys, signatureProblem } = await import('../snapshots/signed-text.ts')
  const problem = await signatureProblem(text, await loadSnapshotKeys(keyFile, directory))
  if (problem === undefined) return
  throw new ConfigurationError([
    `the snapshot ${label} ${problem}, and MFA_GATE_SNAPSHOT_KEY demands a signature by the key ${keyFile}; save one with \`mfa-gate snapshot --sign KEY\``,
  ])
}

function takeFrom(saved: SavedReading, inquiry: Inquiry, { settings }: Access): TenantReading {
  if (inquiry.list !== undefined) {
    throw new ConfigurationError([
      `users can be listed only from the tenant, and the snapshot ${saved.file} has no names; leave out the snapshot or the list`,
    ])
  }
  return answerFrom(saved, savedInquiryOf(inquiry, settings, settings.expectedTenant?.id))
}
