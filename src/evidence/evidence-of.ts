import type { LoadedRules } from '../config/rules-file.ts'
import { reportOf, type ReportInput } from '../report/report-of.ts'
import { answersIn } from '../report/report.ts'
import { outcomeFrom } from '../rules/outcome.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { savedText } from '../snapshots/saved-snapshot.ts'
import { type Files, pack } from './archive.ts'
import { prettyBytes } from './bytes.ts'
import { bytesOf } from '../io/utf8.ts'
import { contextOf } from './context.ts'
import { keptControls } from './kept-controls.ts'
import { takeApart } from './kept-reading.ts'
import { keepRules } from './kept-rules.ts'
import type { Ingredients } from './judge-again.ts'
import { manifestBytes } from './manifest.ts'
import { readmeOf } from './readme.ts'
import { signDetached } from '../signing/detached-jws.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { verifyBundle } from './verify/verify-bundle.ts'

/** One assessment, and what it takes to make evidence of it. */
interface EvidenceRequest {
  /** As reports are made from; `rulesOrigin` should not tell where on a machine the file lies. */
  readonly input: ReportInput
  /** The rules that judged. */
  readonly loaded: LoadedRules
  readonly madeAt: Date
  /** Version of Node.js. */
  readonly node: string
  /** Undefined: not signed. */
  readonly signingKey?: SigningKey | undefined
}

/**
 * The evidence bundle of one assessment: a zip with everything that is needed to judge again, and no user's name. The
 * same request gives the same bytes (an EC or PSS signature aside, which is random).
 */
export async function evidenceOf({
  input,
  loaded,
  madeAt,
  node,
  signingKey,
}: EvidenceRequest): Promise<Uint8Array> {
  const report = reportOf(input)
  const taken = takeApart(input.assessment.readings)
  const ingredients: Ingredients = {
    snapshots: taken.snapshots,
    rules: keepRules(loaded, input.assessment),
    context: contextOf(input, taken, { exclusions: loaded.exclusions, node }),
  }
  const head = {
    // A clock that was set back meanwhile must not make a bundle older than what it holds.
    madeAt: new Date(Math.max(madeAt.getTime(), input.assessment.now.getTime())).toISOString(),
    madeBy: `entra-mfa-gate ${input.version}`,
    tenantId: taken.snapshots[0]?.tenantId ?? null,
    outcome: report.outcome,
    signedBy: signingKey?.keyId ?? null,
  }
  const files = filesOf(report, ingredients, { ...head, loaded })
  const manifest = manifestBytes(head, files)
  const signature = signingKey === undefined ? [] : [await signDetached(manifest, signingKey, 'evidence')]
  const archive = pack(
    new Map([
      ...files,
      ['manifest.json', manifest] as const,
      ...signature.map((bytes) => ['manifest.jws', bytes] as const),
    ]),
  )
  return verified(archive, input.version)
}

/** Evidence that would not be verified must not be handed out: it is found out here and not by the auditor. */
async function verified(archive: Uint8Array, version: string): Promise<Uint8Array> {
  const { items } = await verifyBundle({ archive, keys: undefined, requireSignature: false, version })
  const wrong = items.filter(({ state }) => state === 'failed').map(({ name, says }) => `${name}: ${says}`)
  if (wrong.length > 0) throw new TypeError(`the evidence would not be verified: ${wrong.join('; ')}`)
  return archive
}

interface Facts {
  readonly signedBy: string | null
  readonly tenantId: string | null
  readonly loaded: LoadedRules
}

function filesOf(
  report: AssessmentReport,
  { rules, context, snapshots }: Ingredients,
  { signedBy, tenantId, loaded }: Facts,
): Files {
  const { judgedAt, tool } = report
  const { version } = tool
  const simulated = snapshots.some(({ provenance }) => provenance.simulated)
  const hasSnapshot = snapshots.length > 0
  const readme = readmeOf({
    ...{ judgedAt, version, tenantId, signedBy, simulated, hasSnapshot },
    outcome: outcomeFrom(answersIn(report)),
    savedIn: context.savedIn,
  })
  return new Map([
    ['README.txt', readme] as const,
    ['assessment.json', prettyBytes(report)] as const,
    ...(hasSnapshot
      ? [
          [
            'snapshot.json',
            bytesOf(savedText({ snapshots, exclusionsSha256: loaded.exclusions?.sha256, version })),
          ] as const,
        ]
      : []),
    ['rules.json', prettyBytes(rules)] as const,
    ['context.json', prettyBytes(context)] as const,
    ['controls.json', prettyBytes(keptControls(report))] as const,
  ])
}
