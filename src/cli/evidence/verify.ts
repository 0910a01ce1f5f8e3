import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { readText } from '../../config/read-text.ts'
import { renderChecklist } from '../../doctor/render-checklist.ts'
import { largestBundle } from '../../evidence/archive.ts'
import { parseVerificationKeys } from '../../evidence/signing/verification-keys.ts'
import {
  aboutOf,
  type Verification,
  verifyBundle,
  type VerifyResult,
} from '../../evidence/verify/verify-bundle.ts'
import { FileProblem } from '../../io/file-problem.ts'
import { readBytes } from '../../io/read-file.ts'
import { exitCodes } from '../exit-code.ts'
import { version } from '../version.ts'

export interface VerifyOptions {
  readonly key?: string
  readonly requireSignature?: true
  readonly allowSimulated?: true
  readonly format: string
}

/** Checks a bundle and prints what was found; answers the exit code. */
export async function verify(bundle: string, options: VerifyOptions): Promise<number> {
  const { key, requireSignature = false, allowSimulated = false, format } = options
  if (format !== 'text' && format !== 'json') {
    throw new ConfigurationError([`--format is "${format}"; write text or json`])
  }
  const keys =
    key === undefined
      ? undefined
      : await parseVerificationKeys(readText(resolve(key), 'the key', 'correct --key'), key)
  const archive = read(resolve(bundle), bundle)
  const verification = await verifyBundle({ archive, keys, requireSignature, allowSimulated, version })
  process.stdout.write(format === 'json' ? asJson(bundle, verification) : asText(bundle, verification))
  return exitOf[verification.result]
}

const exitOf = {
  sound: exitCodes.pass,
  false: exitCodes.violation,
  unproven: exitCodes.undetermined,
  simulated: exitCodes.violation,
} as const satisfies Readonly<Record<VerifyResult, number>>

const conclusions = {
  sound: 'Verified.',
  false: 'Refused: the bundle says something that is not so. Do not rely on it.',
  unproven: 'Not verified to the end: there is a signature, and no --key to check it with.',
  simulated:
    'Refused: the embedded tenant, a stand-in, was read; it says nothing of any real tenant. --allow-simulated accepts that.',
} as const satisfies Readonly<Record<VerifyResult, string>>

function asText(bundle: string, { items, manifest, result }: Verification): string {
  const about = manifest === undefined || result === 'false' ? '' : `${aboutOf(manifest)}\n`
  return `${bundle}\n${renderChecklist(items)}${about}${conclusions[result]}\n`
}

function asJson(bundle: string, { items, manifest, result }: Verification): string {
  const believed = result === 'false' ? null : (manifest ?? null)
  return `${JSON.stringify({ version: 1, bundle, result, manifest: believed, checks: items }, undefined, 2)}\n`
}

function read(file: string, shown: string): Uint8Array {
  try {
    return readBytes(file, largestBundle)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new ConfigurationError([`the bundle ${shown} cannot be read (${error.reason}); correct its path`])
  }
}
