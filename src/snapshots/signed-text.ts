import { resolve } from 'node:path'
import { readText } from '../config/read-text.ts'
import { bytesOf } from '../io/utf8.ts'
import { parseJson } from '../io/parse-json.ts'
import isSavedSnapshot from '../schemas/compiled/is-saved-snapshot.cjs'
import { isSignedBy, keyIdOf, signDetached } from '../signing/detached-jws.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { parseVerificationKeys, type VerificationKey } from '../signing/verification-keys.ts'
import { prettyCanonical } from './canonical-json.ts'

/** The text of a snapshot file with a signature over every byte that it has without one: content, tenant and time. */
export async function signedText(unsigned: string, key: SigningKey): Promise<string> {
  const jws = await signDetached(bytesOf(unsigned), key, 'snapshot')
  const signature = Buffer.from(jws).toString('utf8').trimEnd()
  return prettyCanonical({ ...objectIn(unsigned), signature })
}

/** Why a whole snapshot file is not one that the holder of such a key has signed, as `it …`; undefined: it is. */
export async function signatureProblem(
  text: string,
  keys: readonly VerificationKey[],
): Promise<string | undefined> {
  const value = objectIn(text)
  if (!isSavedSnapshot(value) || value.signature === undefined) return 'is not signed'
  const { signature, ...unsigned } = value
  const jws = bytesOf(`${signature}\n`)
  const keyId = keyIdOf(jws, 'snapshot')
  if (keyId === undefined) return 'has a signature that was not made for snapshots'
  const key = keys.find((one) => one.keyId === keyId)
  if (key === undefined) return 'is signed by another key'
  const holds = await isSignedBy(bytesOf(prettyCanonical(unsigned)), jws, key)
  return holds ? undefined : 'has a signature that does not match its content'
}

/** The keys of which one must have signed a snapshot. @throws ConfigurationError */
export function loadSnapshotKeys(file: string, directory: string): Promise<readonly VerificationKey[]> {
  const text = readText(resolve(directory, file), 'the key', 'correct MFA_GATE_SNAPSHOT_KEY')
  return parseVerificationKeys(text, file)
}

function objectIn(text: string): object {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? value : {}
}
