import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { shortestPath } from '../../config/shortest-path.ts'
import { takeApart } from '../../evidence/kept-reading.ts'
import { evidenceOf } from '../../evidence/evidence-of.ts'
import type { SigningKey } from '../../signing/signing-key.ts'
import { writeWhole } from '../../io/write-file.ts'
import { outcomeSentenceOf } from '../../report/outcome-words.ts'
import { answeredOf } from '../../rules/assessment.ts'
import { readOnly } from '../../snapshots/baseline-store.ts'
import type { Effects } from '../effects.ts'
import { exitCodeOf } from '../exit-code.ts'
import { type GateOptions, runGate } from '../gate-options.ts'
import { signingKeyOf } from '../signing-key.ts'
import { tenantOf, type TenantOption } from '../tenant-option.ts'
import { timeOf } from '../time-of.ts'
import { version } from '../../io/version.ts'
import { tell } from '../output/tell.ts'

export interface EvidenceOptions extends GateOptions, TenantOption {
  readonly output?: string
  readonly sign?: string
}

/** Judges, writes the bundle, and answers the exit code of a check. */
export async function writeEvidence(
  effects: Effects,
  options: EvidenceOptions & { readonly output: string },
): Promise<number> {
  const { directory, node } = effects
  const { output } = options
  const time = timeOf(effects, options)
  // Read first: a wrong key should not cost a walk through a large tenant.
  const signingKey = await signingKeyOf(effects, options.sign)
  const { assessment: judged, loaded } = await runGate(effects, options, {
    tenant: await tenantOf(effects, options),
    limit: (store) => readOnly(store, 'evidence records nothing'),
  })
  const assessment = { ...judged, rulesOrigin: shortestPath(loaded.origin, directory) }
  const input = { assessment, version }
  const bundle = await evidenceOf({ input, loaded, madeAt: effects.now(), node, signingKey })
  const problem = writeWhole(resolve(directory, output), bundle, {
    ...{ readers: 'owner', patience: time() },
  })
  if (problem !== undefined) {
    throw new ConfigurationError([`the bundle ${output} cannot be written (${problem}); correct --output`])
  }
  const { savedIn } = takeApart(assessment.readings)
  const saved =
    savedIn === null
      ? ''
      : `Its numbers come from the snapshot file ${savedIn}; this run did not read the tenant.\n`
  await tell(
    effects.stdout,
    writtenText(
      output,
      `${outcomeSentenceOf(assessment.verdicts.map(answeredOf))}\n${saved}`.trimEnd(),
      signingKey,
    ),
  )
  return exitCodeOf(assessment.outcome)
}

function writtenText(output: string, outcome: string, signingKey: SigningKey | undefined): string {
  const signed =
    signingKey === undefined
      ? 'Not signed: digests show accidental changes, not deliberate ones; sign with --sign KEY.'
      : `Signed with the key ${signingKey.keyId} (${signingKey.algorithm}).`
  const key = signingKey === undefined ? ' --allow-unsigned' : ' --key PUBLIC'
  return `Wrote ${output}. ${outcome}\n${signed}\nNext: \`mfa-gate evidence verify ${output}${key}\`.\n`
}
