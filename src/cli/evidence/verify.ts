import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { readText } from '../../config/read-text.ts'
import { suggest } from '../../config/schema-sentence.ts'
import { renderChecklist } from '../../doctor/render-checklist.ts'
import { largestBundle } from '../../evidence/archive.ts'
import { parseVerificationKeys } from '../../signing/verification-keys.ts'
import {
  aboutOf,
  type Verification,
  verifyBundle,
  type VerifyResult,
} from '../../evidence/verify/verify-bundle.ts'
import { FileProblem } from '../../io/file-problem.ts'
import { readBytes } from '../../io/read-file.ts'
import { plainGuid } from '../../model/guid.ts'
import { outcomeLooks } from '../../report/outcome-words.ts'
import { ageFrom } from '../../rules/age.ts'
import type { Outcome } from '../../rules/outcome.ts'
import type { VerificationReport } from '../../schemas/evidence/verification.ts'
import { conditionSettings } from '../../schemas/rule-conditions.ts'
import { outcomes } from '../../schemas/outcome.ts'
import type { Demands } from '../../evidence/verify/demands.ts'
import type { Effects } from '../effects.ts'
import { exitCodes } from '../exit-code.ts'
import { version } from '../../io/version.ts'
import { print } from '../output/tell.ts'

export interface VerifyOptions {
  readonly key?: string
  readonly requireSignature?: true
  readonly allowSimulated?: true
  readonly allowUnsigned?: true
  readonly expect: readonly string[]
  readonly tenant?: string
  readonly maxAge?: string
  readonly format: string
}

/** Checks a bundle and prints what was found; answers the exit code. */
export async function verify(
  { stdout, directory, now }: Effects,
  bundle: string,
  options: VerifyOptions,
): Promise<number> {
  const { key, requireSignature = false, allowSimulated = false, allowUnsigned = false, format } = options
  if (format !== 'text' && format !== 'json') {
    throw new ConfigurationError([`--format is "${format}"; write text or json`])
  }
  const demands = demandsFrom(options, now())
  const keys =
    key === undefined
      ? undefined
      : await parseVerificationKeys(readText(resolve(directory, key), 'the key', 'correct --key'), key)
  const archive = read(resolve(directory, bundle), bundle)
  const verification = await verifyBundle({
    ...{ archive, keys, requireSignature, allowSimulated, allowUnsigned, demands, version },
  })
  const render = format === 'json' ? asJson : asText
  await print(stdout, format, render(bundle, verification))
  return exitOf[verification.result]
}

const exitOf = {
  sound: exitCodes.pass,
  false: exitCodes.violation,
  unmet: exitCodes.violation,
  unproven: exitCodes.undetermined,
  simulated: exitCodes.violation,
} as const satisfies Readonly<Record<VerifyResult, number>>

const conclusions = {
  sound: 'Verified.',
  false: 'Refused: something in the bundle is wrong. Do not rely on it.',
  unmet: 'Refused: the bundle is consistent, but not what was demanded.',
  unproven:
    'Not fully verified: no signature was checked, so anybody could have made the bundle; give --key, or --allow-unsigned.',
  simulated:
    'Refused: the bundle is of the embedded tenant, a stand-in, and says nothing about a real tenant. --allow-simulated accepts it.',
} as const satisfies Readonly<Record<VerifyResult, string>>

function asText(bundle: string, { items, manifest, found, result }: Verification): string {
  const about =
    manifest === undefined || found === undefined
      ? ''
      : `${aboutOf(manifest)}\nConsistent: yes. Outcome: ${outcomeLooks[found.outcome].word}.\n`
  return `${bundle}\n${renderChecklist(items)}${about}${conclusions[result]}\n`
}

const nothingFound = {
  outcome: null,
  tenantId: null,
  judgedAt: null,
  receivedAt: null,
  simulated: null,
  savedIn: null,
} as const

function asJson(bundle: string, { items, manifest, found, signed, result }: Verification): string {
  const report: VerificationReport = {
    version: 1,
    bundle,
    result,
    consistent: found !== undefined,
    signatureChecked: signed,
    ...(found ?? nothingFound),
    manifest: found === undefined ? null : (manifest ?? null),
    checks: items.map((item) => ({ ...item, todo: [...item.todo] })),
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

/** @throws ConfigurationError */
function demandsFrom({ expect, tenant, maxAge }: VerifyOptions, now: Date): Demands {
  const tenantId = tenant === undefined ? undefined : plainGuid(tenant)
  if (tenant !== undefined && tenantId === undefined)
    throw new ConfigurationError(['--tenant is not a tenant id; write the GUID of the tenant'])
  if (maxAge !== undefined && !new RegExp(conditionSettings.maxAge.pattern).test(maxAge))
    throw new ConfigurationError(['--max-age is not an age; write one such as 90m, 24h or 7d'])
  return {
    outcomes: expect.map(outcomeNamed),
    tenantId,
    maxAge: maxAge === undefined ? undefined : ageFrom(maxAge),
    now,
  }
}

function outcomeNamed(name: string): Outcome {
  const found = outcomes.find((one) => one === (name === 'pass' ? 'passed' : name))
  if (found !== undefined) return found
  throw new ConfigurationError([
    `--expect: there is no outcome "${name}"; ${suggest(name, ['pass', ...outcomes])}`,
  ])
}

function read(file: string, label: string): Uint8Array {
  try {
    return readBytes(file, largestBundle)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new ConfigurationError([`the bundle ${label} cannot be read (${error.reason}); correct its path`])
  }
}
