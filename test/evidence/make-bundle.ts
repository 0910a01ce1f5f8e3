import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { assess } from '../../src/gate/assess.ts'
import { prepare } from '../../src/gate/prepare.ts'
import type { LoadedRules } from '../../src/config/rules-file.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import { type Files, pack, unpack } from '../../src/evidence/archive.ts'
import { jsonOf, prettyBytes } from '../../src/evidence/bytes.ts'
import { bytesOf } from '../../src/io/utf8.ts'
import { evidenceOf } from '../../src/evidence/evidence-of.ts'
import type { FileName } from '../../src/evidence/file-names.ts'
import { manifestBytes } from '../../src/evidence/manifest.ts'
import { parseSigningKey, type SigningKey } from '../../src/signing/signing-key.ts'
import { parseVerificationKeys, type VerificationKey } from '../../src/signing/verification-keys.ts'
import {
  type Verification,
  verifyBundle,
  type VerifyRequest,
} from '../../src/evidence/verify/verify-bundle.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import type { Exclusions } from '../../src/model/exclusion.ts'
import type { Stack } from '../../src/rules/stack.ts'
import { waiverFrom } from '../../src/rules/waiver.ts'
import type { EvidenceManifest } from '../../src/schemas/evidence/manifest.ts'
import { type BaselineStore, noStore } from '../../src/snapshots/baseline-store.ts'
import { sampleReading, sampleRules } from '../report/sample.ts'
import { now, readingsOf } from '../support/make.ts'

export const version = '1.2.3'
export const madeAt = new Date('2026-11-22T10:01:00.000Z')
const prod: Stack = { organization: 'acme', project: 'shop', stack: 'prod', tags: undefined }

export interface Making {
  readonly rules?: string
  readonly exclusions?: Exclusions
  readonly reading?: Reading | TenantReading
  readonly stack?: Stack
  readonly judgedAt?: Date
  readonly baselines?: BaselineStore
  readonly signingKey?: SigningKey
}

/** A bundle as `mfa-gate evidence` makes it, of numbers that are given. */
export async function makeBundle(making: Making = {}): Promise<Uint8Array> {
  const { rules = sampleRules, reading = sampleReading, stack = prod, signingKey } = making
  const loaded = loadedFrom(rules, making.exclusions)
  const situation = { now: making.judgedAt ?? now, stack }
  const gate = prepare({ ...situation, loaded, baselines: making.baselines ?? noStore })
  const assessment = await assess(gate, async () => readingsOf(reading))
  const input = { assessment, version }
  return evidenceOf({ input, loaded, madeAt, node: 'v24.0.0', signingKey })
}

export function loadedFrom(rules: string, exclusions?: Exclusions): LoadedRules {
  const { value: document, locate } = parseRules(rules, 'mfa-rules.yaml')
  const list = (document.waivers ?? []).map((entry, index) =>
    waiverFrom(entry, locate(['waivers', String(index)])),
  )
  return { document, locate, origin: 'mfa-rules.yaml', waivers: { list, warnDays: 14 }, exclusions }
}

export function verify(archive: Uint8Array, more: Partial<VerifyRequest> = {}): Promise<Verification> {
  return verifyBundle({
    ...{ archive, keys: undefined, requireSignature: false, allowUnsigned: true, version },
    ...more,
  })
}

/** The sentences of what has failed. */
export function failures({ items }: Pick<Verification, 'items'>): readonly string[] {
  return items.filter(({ state }) => state === 'failed').map(({ name, says }) => `${name}: ${says}`)
}

export interface Keys {
  readonly signingKey: SigningKey
  readonly keys: readonly VerificationKey[]
  readonly privatePem: string
  readonly publicPem: string
}

export async function makeKeys(kind: 'ed25519' | 'ec' | 'rsa' = 'ed25519'): Promise<Keys> {
  const { privateKey, publicKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    privatePem,
    publicPem,
    signingKey: await parseSigningKey(privatePem, 'key.pem'),
    keys: await parseVerificationKeys(publicPem, 'public.pem'),
  }
}

/** An RFC 8410 test key, so that a signature is the same every time. */
export function fixedKey(): string {
  const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)])
  return createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

export function filesOf(bundle: Uint8Array): Map<FileName, Uint8Array> {
  const unpacked = unpack(bundle)
  if ('problem' in unpacked) throw new TypeError(unpacked.problem)
  return new Map(unpacked.files)
}

type Json = Record<string, never>

export function jsonIn(files: Files, name: FileName): Json {
  return jsonOf(files.get(name) ?? new Uint8Array()) as Json
}

/** What somebody does who knows how bundles are made: changes one file, and the manifest to fit. */
export function forge(bundle: Uint8Array, name: FileName, change: (value: Json) => object): Uint8Array {
  const files = filesOf(bundle)
  const value = jsonIn(files, name)
  const changed = change(value)
  files.set(name, changed instanceof Uint8Array ? changed : prettyBytes(changed))
  return pack(withManifest(files))
}

/** The same for any change of the files. */
export function withManifest(files: Map<FileName, Uint8Array>): Files {
  const manifest = jsonIn(files, 'manifest.json') as unknown as EvidenceManifest
  const { madeAt: at, madeBy, tenantId, outcome, signedBy } = manifest
  const listed = new Map([...files].filter(([name]) => !name.startsWith('manifest.')))
  files.set('manifest.json', manifestBytes({ madeAt: at, madeBy, tenantId, outcome, signedBy }, listed))
  return files
}

export const text = bytesOf
