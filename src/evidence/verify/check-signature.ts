import { type Item, ok } from '../../doctor/item.ts'
import type { EvidenceManifest } from '../../schemas/evidence/manifest.ts'
import type { Files } from '../archive.ts'
import { isSignedBy, keyIdOf } from '../../signing/detached-jws.ts'
import type { VerificationKey } from '../../signing/verification-keys.ts'
import { failed } from './failed.ts'

interface Demand {
  readonly keys: readonly VerificationKey[] | undefined
  readonly requireSignature: boolean
}

const name = 'Signature'

/** False when nobody has checked a signature: there is none, or no key. */
export async function checkSignature(
  files: Files,
  manifest: EvidenceManifest,
  demand: Demand,
  items: Item[],
): Promise<boolean> {
  const jws = files.get('manifest.jws')
  if (jws === undefined) {
    items.push(unsigned(manifest, demand))
    return false
  }
  const keyId = keyIdOf(jws, 'evidence')
  if (keyId === undefined) {
    items.push(failed(name, 'manifest.jws is not a signature of entra-mfa-gate'))
  } else if (keyId !== manifest.signedBy) {
    const other = manifest.signedBy === null ? 'says that it is not signed' : 'names another key'
    items.push(failed(name, `manifest.jws is by the key ${keyText(keyId)}, and manifest.json ${other}`))
  } else if (demand.keys === undefined) {
    items.push(unchecked(keyId))
    return false
  } else {
    items.push(await checked(files.get('manifest.json') ?? new Uint8Array(), jws, keyId, demand.keys))
  }
  return true
}

async function checked(
  payload: Uint8Array,
  jws: Uint8Array,
  keyId: string,
  keys: readonly VerificationKey[],
): Promise<Item> {
  const key = keys.find((one) => one.keyId === keyId)
  if (key === undefined) {
    const given = keys.map((one) => one.keyId).join(', ')
    return failed(
      name,
      `the bundle is signed with the key ${keyText(keyId)}, which is not the one given (${given})`,
      'To do: ask the signer which key is theirs; do not take it from this bundle.',
    )
  }
  return (await isSignedBy(payload, jws, key))
    ? ok(name, `by the key ${keyId} (${key.algorithm}), which was given`)
    : failed(name, `the signature is not by the key ${keyId} of this manifest`)
}

function unsigned({ signedBy }: EvidenceManifest, { keys, requireSignature }: Demand): Item {
  if (signedBy !== null) {
    return failed(
      name,
      `manifest.json says that the key ${keyText(signedBy)} signed it, and manifest.jws is not there`,
    )
  }
  if (keys !== undefined || requireSignature) {
    return failed(name, 'the bundle is not signed, and a signature is demanded')
  }
  return {
    name,
    state: 'warning',
    says: 'none. Nothing was changed by accident, but anybody who changed a file could have changed its digest too',
    todo: ['To do: where that matters, demand bundles made with --sign, and verify with --key.'],
  }
}

function unchecked(keyId: string): Item {
  return {
    name,
    state: 'warning',
    says: `not checked, so nothing proves who made it. It claims to be by the key ${keyText(keyId)}`,
    todo: ['To do: get the public key from the signer, and run again with --key.'],
  }
}

/** From a file that nobody has vouched for yet, harmless on a terminal. */
function keyText(keyId: string): string {
  return keyId.slice(0, 100).replaceAll(/[^\w-]/g, '?')
}
