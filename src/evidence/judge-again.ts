import { assess } from '../gate/assess.ts'
import { prepare } from '../gate/prepare.ts'
import { unread } from '../model/tenant-reading.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { reportOf } from '../report/report-of.ts'
import { stackFromNames } from '../rules/stack.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { EvidenceContext } from '../schemas/evidence/context.ts'
import type { EvidenceRules } from '../schemas/evidence/rules.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { storeOf } from './kept-baselines.ts'
import { putTogether } from './kept-reading.ts'
import { rulesAgain } from './kept-rules.ts'

/** What an assessment was made of, as a bundle keeps it. */
export interface Ingredients {
  readonly rules: EvidenceRules
  readonly context: EvidenceContext
  readonly snapshots: readonly Snapshot[]
}

/** The assessment that the same rules make of the same numbers. */
export interface JudgedAgain {
  readonly report: AssessmentReport
  readonly document: RulesDocument
  /** Why a rule's numbers could not be read, by rule: its code alone, as nothing was kept to make the sentences of. */
  readonly unread: ReadonlyMap<string, string>
}

/**
 * Judges as it was judged then: at that moment, for that stack, with those earlier ratios. Undefined when the context
 * names snapshots that are not there.
 * @throws ConfigurationError when the rules document is not valid
 */
export async function judgeAgain({
  rules,
  context,
  snapshots,
}: Ingredients): Promise<JudgedAgain | undefined> {
  const put = putTogether({ kept: context.reading, snapshots, savedIn: context.savedIn })
  if (put === undefined) return undefined
  const loaded = { ...rulesAgain(rules), origin: context.rulesOrigin }
  const now = new Date(context.judgedAt)
  const stack = stackFromNames(context.stack)
  const assessment = await assess(
    prepare({ loaded, now, stack, baselines: storeOf(context.baselines) }),
    async () => (put.readings.length > 0 ? put.readings : unread({ code: 'settings-invalid', problems: [] })),
  )
  const input = { assessment, version: context.tool.version }
  const codes = assessment.verdicts.flatMap(({ rule, reading }) => {
    const code = reading?.kind === 'undetermined' ? put.unread.get(reading.reason) : undefined
    return code === undefined ? [] : [[rule.id, code] as const]
  })
  return { document: loaded.document, report: reportOf(input), unread: new Map(codes) }
}
