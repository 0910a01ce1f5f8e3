import { amount, formatCount } from '../model/count.ts'
import { type Measure, remedyOf, verbOf } from '../model/measure.ts'
import { formatMinimum, formatRatio, shortfall } from '../model/ratio.ts'
import { nounOf } from '../model/segment.ts'
import type { AskedUsers } from '../rules/guards/demand.ts'
import type { Asking } from '../rules/guards/judge-demand.ts'
import type { Rule } from '../rules/rule.ts'
import type { BelowMinimum, Numbers, Verdict } from '../rules/verdict.ts'
import { exclusionLines } from './exclusion-lines.ts'
import { doubtLines, methodLines } from './method-lines.ts'
import { logLine } from './plain.ts'
import { plainWords } from './policy-gap-words.ts'
import { reportedReading, sourceLines } from './reported-reading.ts'
import { decidedByLines } from './rule-lines.ts'
import { sentence } from './sentence.ts'
import { reasonWords } from './undetermined-sentence.ts'
import { undeterminedTodo } from './todo-lines.ts'
import { undeterminedLines, waived } from './verdict-lines.ts'

/** What a policy demands, and what is said of users who lack it. */
const words: Readonly<Partial<Record<Measure, readonly [asks: string, one: string, many: string]>>> = {
  mfaRegistered: ['MFA', 'has none registered', 'have none registered'],
  strongMethod: ['MFA', 'has no method for it registered', 'have no method for it registered'],
  notPhoneOnly: [
    'MFA without a phone',
    'has no method for it registered',
    'have no method for it registered',
  ],
  passwordlessCapable: ['a sign-in without a password', 'is not capable of it', 'are not capable of it'],
  phishingResistant: ['a phishing-resistant method', 'has none registered', 'have none registered'],
  phishingResistantDeviceBound: [
    'a phishing-resistant method that is bound to a device',
    'has none registered',
    'have none registered',
  ],
}

/** `this policy would demand MFA from 23,123 users; 190 of them have none registered`, which stands alone. */
function demandSentence({ rule, count, population }: Numbers, around: AskedUsers): string {
  const { measure, segment } = rule
  const [asks, one, many] = words[measure] ?? words.mfaRegistered ?? ['MFA', '', '']
  const lacking = population - count
  const whom = `${asksFewer(around) ? 'at most ' : ''}${formatCount(population)} ${nounOf(segment, population)}`
  return `this policy would demand ${asks} from ${whom}; ${formatCount(lacking)} of them ${lacking === 1 ? one : many}`
}

/** What one answer of the guard says to people, a sentence a line. */
export function guardLines(verdict: Verdict, { around }: Pick<Asking, 'around'>): readonly string[] {
  switch (verdict.kind) {
    case 'violation':
      return waived(verdict, violationLines(verdict, around))
    case 'undetermined':
      return waived(verdict, [
        ...undeterminedLines(verdict.reason, verdict.reading, undeterminedTodo),
        ...aroundLines(around, verdict.reading === undefined ? undefined : around),
      ])
    case 'pass':
    case 'not-applicable':
      return []
  }
}

function violationLines(verdict: BelowMinimum, around: AskedUsers): readonly string[] {
  const { rule, reading, count, population } = verdict
  const more = shortfall(count, population, rule.minimum)
  return [
    `Below the minimum: ${demandSentence(verdict, around)}.`,
    `${formatRatio(count, population, rule.minimum)} could comply, ${formatMinimum(rule.minimum)} required: ${formatCount(more)} more ${nounOf(rule.segment, more)} must ${verbOf(rule.measure)} first.`,
    ...aroundLines(around, around),
    ...doubtLines(verdict),
    ...methodLines(rule, reading),
    ...exclusionLines(rule, reading),
    ...decidedByLines(rule),
    ...sourceLines(reportedReading(reading)),
    `To do: ${remedyOf(rule.measure).remedy}, and leave this policy in report-only mode (enabledForReportingButNotEnforced) until they have. Users must register; do not lower the minimum.`,
  ]
}

/** Why fewer may be asked than are counted; the answer is the same, as nobody can tell which of them. */
function aroundLines(around: AskedUsers, counted: AskedUsers | undefined): readonly string[] {
  if (counted === undefined) return []
  const why = [
    ...excludedWords(around),
    ...(around.someRoles
      ? ['it asks only the holders of the roles that it names, and all admins are counted']
      : []),
    ...(around.conditions.length > 0
      ? [`it asks only under conditions (${plainWords(around.conditions)})`]
      : []),
  ]
  return why.length === 0
    ? []
    : [
        `At most: ${why.join('; ')}. The counts do not say which of the missing users it does not ask, so all of them are counted.`,
      ]
}

function excludedWords({ excludes, excludesAnybody }: AskedUsers): readonly string[] {
  if (!excludesAnybody) return []
  const { users, groups, roles, guests, veiled } = excludes
  const named = [
    ...(users > 0 ? [amount(users, 'user')] : []),
    ...(groups > 0 ? [amount(groups, 'group')] : []),
    ...(roles > 0 ? [amount(roles, 'role')] : []),
    ...(guests === 'some' ? ['some external users'] : []),
    ...(veiled ? ['others who are not known yet'] : []),
  ]
  return named.length === 0 ? [] : [`it excludes ${named.join(', ')}`]
}

function asksFewer(around: AskedUsers): boolean {
  return excludedWords(around).length > 0 || around.someRoles || around.conditions.length > 0
}

/** What is said of a policy that stops nothing: a pass of Pulumi tells no numbers. */
export function guardStatement(
  name: string,
  { enforced, around }: Asking,
  verdicts: readonly Verdict[],
): readonly string[] {
  const mode = enforced ? 'passed' : 'report-only, so nobody is asked yet; once enabled'
  return verdicts.flatMap((verdict): readonly string[] => {
    if (verdict.kind === 'not-applicable') return []
    const what =
      verdict.kind === 'undetermined'
        ? `could not determine: ${reasonWords(verdict.reason).what}`
        : `${demandSentence(verdict, around)} (${formatMinimum(verdict.rule.minimum)} must be able to comply${decidedBy(verdict.rule)})`
    return [logLine(sentence(`entra-mfa-gate: ${verdict.rule.id}: ${name}: ${mode}: ${what}`))]
  })
}

/** A minimum that somebody has changed for this deployment or stack is told with the pass that may come of it. */
function decidedBy({ decidedBy: { minimum } }: Rule): string {
  return minimum === undefined ? '' : `, by ${minimum}`
}
