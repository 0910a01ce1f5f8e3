import { formatCount } from '../model/count.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { canonical } from '../snapshots/canonical-json.ts'
import type { JudgedAgain } from './judge-again.ts'

type Verdict = AssessmentReport['verdicts'][number]

/** What the assessment says that judging again does not, a sentence each: answers, numbers and what they rest on. */
export function differences(
  kept: AssessmentReport,
  { report: again, unread }: JudgedAgain,
): readonly string[] {
  const ids = (report: AssessmentReport): string => report.verdicts.map(({ rule }) => rule.id).join(', ')
  if (ids(kept) !== ids(again)) {
    return [`the assessment is about the rules ${ids(kept)}, and rules.json holds ${ids(again)}`]
  }
  const ofRules = kept.verdicts.flatMap((answer, index) => {
    const other = again.verdicts[index]
    return other === undefined ? [] : differenceOf(answer, other, unread.get(answer.rule.id))
  })
  const around = (['judgedAt', 'outcome', 'rulesOrigin', 'stack'] as const).filter(
    (name) => !same(kept[name], again[name]),
  )
  return [
    ...ofRules,
    ...around.map(
      (name) => `${name} is ${valueText(kept[name])}, and judged again ${valueText(again[name])}`,
    ),
  ]
}

/** True when every other word is the same too; only a gate of the same version writes the same sentences. */
export function sameWords(kept: AssessmentReport, { report: again, unread }: JudgedAgain): boolean {
  return canonical(comparable(kept, unread)) === canonical(comparable(again, unread))
}

/** Without the sentences on what could not be read, as they cannot be written again. */
function comparable(report: AssessmentReport, unread: ReadonlyMap<string, string>): object {
  const verdicts = report.verdicts.map((answer) => {
    if (!unread.has(answer.rule.id)) return answer
    const { message: _, details: __, reason: ___, reading: ____, ...rest } = answer
    return rest
  })
  return { ...report, verdicts }
}

function differenceOf(kept: Verdict, again: Verdict, unread: string | undefined): readonly string[] {
  const { id } = kept.rule
  if (!same(gistOf(kept), gistOf(again))) {
    return [`${id}: the assessment says ${answerText(kept)}; judged again it is ${answerText(again)}`]
  }
  const reason = unread !== undefined && again.reason?.code === placeholder ? unread : again.reason?.code
  if (kept.verdict === 'undetermined' && kept.reason?.code !== reason) {
    return [
      `${id}: the assessment says could not determine (${kept.reason?.code ?? 'no reason'}); judged again it is ${String(reason)}`,
    ]
  }
  const members = unread === undefined ? basis : basis.filter((name) => name !== 'reading')
  return members
    .filter((name) => !same(basisOf(kept)[name], basisOf(again)[name]))
    .map((name) => `${id}: the assessment names another ${name} than the one that was judged`)
}

/** The code that stands in for a reason that was not kept. */
const placeholder = 'settings-invalid'

function gistOf({
  verdict,
  effect,
  waived,
  count,
  possibly,
  unknown,
  population,
  shortfall,
  shortOfNextStep,
  rule,
}: Verdict) {
  const { minimumPercent } = rule
  const numbers = { count, possibly, unknown, population, shortfall, shortOfNextStep }
  return { verdict, effect, waived, ...numbers, minimumPercent }
}

const basis = ['rule', 'reading', 'waiver'] as const

function basisOf({ rule, reading, waiver }: Verdict) {
  const { id, measure, segment, enforcement, severity, onUndetermined, schedule, methods } = rule
  const asked = { id, measure, segment, enforcement, severity, onUndetermined, schedule, methods }
  return { rule: asked, reading, waiver }
}

function answerText({ verdict, waived, count, population, rule }: Verdict): string {
  const numbers =
    count === undefined || population === undefined
      ? ''
      : ` with ${formatCount(count)} of ${formatCount(population)}, ${rule.minimumPercent} % required`
  return `${waived ? 'waived ' : ''}${verdict}${numbers}`
}

function same(one: unknown, other: unknown): boolean {
  return canonical({ value: one }) === canonical({ value: other })
}

/** Harmless on a terminal, whoever wrote it. */
function valueText(value: unknown): string {
  return JSON.stringify(value)
    .slice(0, 200)
    .replaceAll(/[^ -~]/g, '?')
}
