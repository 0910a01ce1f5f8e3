import { formatCount } from '../model/count.ts'
import { phraseOf, verbOf } from '../model/measure.ts'
import { formatMinimum, formatRatio, meets } from '../model/ratio.ts'
import { nounOf } from '../model/segment.ts'
import type { Reading } from '../model/snapshot.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Rule } from '../rules/rule.ts'
import type { BelowMinimum, Numbers, Verdict } from '../rules/verdict.ts'
import { withoutRowNote } from './directory-words.ts'
import { exclusionLines, unmatchedLines } from './exclusion-lines.ts'
import { doubtLines, methodLines } from './method-lines.ts'
import { ledgerSentence } from './ledger-sentence.ts'
import { decidedByLines, droppedSentence, ratchetLines, stepLines } from './rule-lines.ts'
import { sentence } from './sentence.ts'
import { reportedReading, sourceLines } from './reported-reading.ts'
import { undeterminedTodo, violationTodo } from './todo-lines.ts'
import { reasonWords } from './undetermined-sentence.ts'
import { waivingLines } from './waiver-lines.ts'

/** What a verdict says to people, a sentence a line. The first words tell the kinds of answer apart. */
export function verdictLines(verdict: Verdict): readonly string[] {
  if (verdict.kind === 'not-applicable')
    return [`Not asked: the rule ${verdict.rule.id} is disabled${disabledBy(verdict.rule)}.`]
  switch (verdict.kind) {
    case 'pass':
      return [
        `At or above the minimum: ${ratioSentence(verdict)}`,
        ...withoutRowLines(verdict.reading),
        ...doubtLines(verdict),
        ...methodLines(verdict.rule, verdict.reading),
        ...exclusionLines(verdict.rule, verdict.reading),
        ...stepLines(verdict),
        ...ratchetLines(verdict),
        ...decidedByLines(verdict.rule),
        ...sourceLines(reportedReading(verdict.reading)),
      ]
    case 'violation':
      return waived(verdict, violationLines(verdict))
    case 'undetermined':
      return waived(verdict, [
        ...undeterminedLines(verdict.reason, verdict.reading, undeterminedTodo),
        ...methodLines(verdict.rule, verdict.reading),
      ])
  }
}

function violationLines(verdict: BelowMinimum): readonly string[] {
  const { count, population, reading, rule, ratchet } = verdict
  const dropped = ratchet?.kind === 'dropped' ? [droppedSentence(verdict, ratchet)] : []
  const below =
    population > 0 && meets(count, population, rule.minimum)
      ? []
      : [`Below the minimum: ${ratioSentence(verdict)}`]
  return [
    ...below,
    ...dropped,
    ...shortfallLines(verdict),
    ...withoutRowLines(reading),
    ...doubtLines(verdict),
    ...methodLines(rule, reading),
    ...exclusionLines(rule, reading),
    ...stepLines(verdict),
    ...ratchetLines(verdict),
    ...decidedByLines(rule),
    ...sourceLines(reportedReading(reading)),
    violationTodo(verdict),
  ]
}

function withoutRowLines(reading: Reading | undefined): readonly string[] {
  const note = withoutRowNote(reportedReading(reading) ?? {})
  return note === undefined ? [] : [note]
}

function shortfallLines({ rule: { measure, segment }, shortfall, doubt }: BelowMinimum): readonly string[] {
  if (shortfall === 0) return []
  const fewer = doubt === undefined ? '' : ', fewer if some of the users about whom it is not known have it'
  return [`${formatCount(shortfall)} more ${nounOf(segment, shortfall)} must ${verbOf(measure)}${fewer}.`]
}

/** A waived verdict keeps every line it has; its first word says that it lets the deployment go on. */
export function waived(verdict: BelowMinimum | Unanswered, lines: readonly string[]): readonly string[] {
  const [first = '', ...rest] = lines
  const { waiving } = verdict
  return [waiving?.kind === 'waived' ? `Waived: ${first}` : first, ...waivingLines(waiving), ...rest]
}

/** ` by rules.yaml:3`, where the place is known. */
export function disabledBy({ decidedBy: { enforcement } }: Rule): string {
  return enforcement.origin === undefined ? '' : ` by ${enforcement.origin}`
}

type Unanswered = Extract<Verdict, { kind: 'undetermined' }>

/** What a reason says to people where there is no verdict. */
export function undeterminedLines(
  reason: Undetermined,
  reading?: Reading,
  todoLine: (todo: string) => string = (todo) => sentence(`To do: ${todo}`),
): readonly string[] {
  const { what, todo } = reasonWords(reason)
  const ledger = 'ledger' in reason && reason.ledger !== undefined ? [ledgerSentence(reason.ledger)] : []
  const requestId =
    'requestId' in reason && reason.requestId ? [`Graph request id: ${reason.requestId}.`] : []
  return [
    sentence(`Could not determine: ${what}`),
    todoLine(todo),
    ...unmatchedLines(reading),
    ...withoutRowLines(reading),
    ...ledger,
    ...requestId,
    ...sourceLines(reportedReading(reading)),
  ]
}

/** `33 of 23,123 users (0.14 %) are registered for MFA, 95 % required.` */
function ratioSentence({ rule, count, population, doubt }: Numbers): string {
  const { measure, minimum, segment, onEmpty } = rule
  if (population === 0) {
    return `the tenant has no ${nounOf(segment, 0)}, which this rule counts as a ${onEmpty} (onEmpty).`
  }
  const verb = count === 1 ? 'is' : 'are'
  const sure =
    doubt === undefined
      ? ''
      : `surely and ${formatCount(doubt.possibly)} (${formatRatio(doubt.possibly, population, minimum)}) possibly `
  return `${formatCount(count)} of ${formatCount(population)} ${nounOf(segment, 2)} (${formatRatio(count, population, minimum)}) ${verb} ${sure}${phraseOf(measure)}, ${formatMinimum(minimum)} required.`
}
