import { ConfigurationError } from '../../config/problem.ts'
import { type Item, ok } from '../../doctor/item.ts'
import { answersIn } from '../../report/report.ts'
import { outcomeFrom } from '../../rules/outcome.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import type { EvidenceManifest } from '../../schemas/evidence/manifest.ts'
import isAssessmentReport from '../../schemas/compiled/is-assessment-report.cjs'
import type { Files } from '../archive.ts'
import { jsonOf, prettyBytes, sameBytes } from '../bytes.ts'
import { differences, sameWords } from '../compare-reports.ts'
import { keptControls } from '../kept-controls.ts'
import { type Ingredients, type JudgedAgain, judgeAgain } from '../judge-again.ts'
import { readmeOf } from '../readme.ts'
import { failed } from './failed.ts'

interface Checking {
  readonly version: string
  readonly items: Item[]
}

/**
 * Judges again and compares with what the bundle says: answers always, every word when the versions are the same. Answers
 * the assessment when the answers are the same.
 */
export async function checkAnswers(
  files: Files,
  manifest: EvidenceManifest,
  ingredients: Ingredients,
  { version, items }: Checking,
): Promise<AssessmentReport | undefined> {
  const kept = jsonOf(files.get('assessment.json') ?? new Uint8Array())
  if (!isAssessmentReport(kept)) {
    items.push(failed('Answers', 'assessment.json is not an assessment of entra-mfa-gate'))
    return undefined
  }
  const again = await judgedAgain(ingredients)
  if (typeof again === 'string') {
    items.push(failed('Answers', again))
    return undefined
  }
  const wrong = [...headDifferences(manifest, ingredients, kept), ...differences(kept, again)]
  items.push(...wrong.map((problem) => failed('Answers', problem)))
  if (wrong.length > 0) return undefined
  items.push(
    ok(
      'Answers',
      `judged again, ${kept.verdicts.length === 1 ? 'the rule has' : `all ${kept.verdicts.length} rules have`} the same answer`,
    ),
  )
  items.push(words(files, manifest, { kept, again, ingredients, version }))
  return again.report
}

async function judgedAgain(ingredients: Ingredients): Promise<JudgedAgain | string> {
  try {
    return (await judgeAgain(ingredients)) ?? 'context.json names snapshots that are not in the bundle'
  } catch (error) {
    if (error instanceof ConfigurationError)
      return `the rules cannot be judged by: ${error.problems.join('; ')}`
    // A day or an age that passes the schema and is none, or questions that nobody asked.
    if (error instanceof TypeError || error instanceof RangeError) {
      return 'rules.json and context.json do not match, so nothing can be judged with them'
    }
    throw error
  }
}

/** What the manifest says of the assessment, and the moments that must follow one another. */
function headDifferences(
  { outcome, tenantId, madeAt, madeBy }: EvidenceManifest,
  { context, snapshots }: Ingredients,
  kept: AssessmentReport,
): readonly string[] {
  const tenant = snapshots[0]?.tenantId ?? null
  return [
    ...(outcome === kept.outcome
      ? []
      : [`manifest.json says ${outcome}, and the assessment ${kept.outcome}`]),
    ...(tenantId === tenant ? [] : ['manifest.json names another tenant than the snapshot']),
    ...(Date.parse(madeAt) >= Date.parse(context.judgedAt)
      ? []
      : ['manifest.json is older than what was judged']),
    ...(madeBy === `entra-mfa-gate ${context.tool.version}` && kept.tool.version === context.tool.version
      ? []
      : ['manifest.json, assessment.json and context.json name different versions of entra-mfa-gate']),
  ]
}

interface Compared {
  readonly kept: AssessmentReport
  readonly again: JudgedAgain
  readonly ingredients: Ingredients
  readonly version: string
}

function words(files: Files, manifest: EvidenceManifest, compared: Compared): Item {
  const { kept, again, ingredients, version } = compared
  const theirs = ingredients.context.tool.version
  if (theirs !== version) {
    return {
      name: 'Wording',
      state: 'warning',
      says: `not compared, as version ${theirs} wrote it and this is ${version}; answers and numbers were`,
      todo: [`To do: for every word, verify with entra-mfa-gate ${theirs}.`],
    }
  }
  const changed = [
    ...(sameWords(kept, again) ? [] : ['assessment.json']),
    ...(sameBytes(
      files.get('README.txt') ?? new Uint8Array(),
      readmeAgain(manifest, ingredients, again.report),
    )
      ? []
      : ['README.txt']),
    ...(sameBytes(files.get('controls.json') ?? new Uint8Array(), prettyBytes(keptControls(again.report)))
      ? []
      : ['controls.json']),
  ]
  return changed.length === 0
    ? ok('Wording', 'assessment.json, controls.json and README.txt say what this version says')
    : failed(
        'Wording',
        `${changed.join(' and ')} ${changed.length === 1 ? 'says' : 'say'} something else than was judged`,
      )
}

function readmeAgain(
  manifest: EvidenceManifest,
  { context, snapshots }: Ingredients,
  report: AssessmentReport,
): Uint8Array {
  const { tenantId, signedBy } = manifest
  const outcome = outcomeFrom(answersIn(report))
  const { judgedAt, tool } = context
  return readmeOf({
    ...{ judgedAt, version: tool.version, tenantId, outcome, signedBy },
    simulated: snapshots.some(({ provenance }) => provenance.simulated),
    hasSnapshot: snapshots.length > 0,
    savedIn: context.savedIn,
  })
}
