import { formatCount } from '../model/count.ts'
import { formatAge, formatShortAge } from '../rules/age.ts'
import type { Outcome } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import { settingsRuleId } from '../rules/unreadable-rules.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { changesBetween } from './configuration-changes.ts'
import { withoutRowNote } from './directory-words.ts'
import { figuresOf } from './row.ts'
import { type Finding, findingsOf } from './findings.ts'
import { formatMoment } from './moment.ts'
import { runWords } from './reported-reading.ts'
import { looks } from './audit/sentences.ts'
import { answerLooks, capital, outcomeLooks } from './outcome-words.ts'
import { logLine } from './plain.ts'
import type { Assessed } from './report.ts'
import { sentence } from './sentence.ts'
import { signInLines } from './sign-in-lines.ts'
import { unmatchedIn } from './unmatched-note.ts'
import { waiverNoteLines } from './waiver-lines.ts'

/** What one start of the policy pack has come to, and what that rests on. */
export interface StatementInput {
  readonly report: Assessed
  /** Where the rules come from, for people. */
  readonly rulesOrigin: string
  /** The rules that were judged, in the order of the answers. */
  readonly asked: readonly Rule[]
  /** The same as they were without the policy configuration. */
  readonly documented: readonly Rule[]
  /** False: nobody compares the tenants that providers deploy to. */
  readonly tenantsCompared: boolean
}

/**
 * The line that Pulumi shows beside its green sign, which tells no numbers: the outcome, every rule's answer, and
 * whatever may have made a pass of it.
 */
export function statementOf(input: StatementInput): string {
  const { report, rulesOrigin, asked } = input
  const findings = findingsOf(report)
  const note = unmatchedIn(findings)
  const sentences = [
    `${looks[report.outcome].word}: ${answers(findings, asked).join('; ')}.`,
    `${[...sources(findings, report.judgedAt), `rules: ${rulesOrigin}`].join('; ')}.`,
    ...(note === undefined ? [] : [note]),
    ...context(findings),
    ...changes(input),
    ...(input.tenantsCompared
      ? []
      : ['tenants of providers are not compared: mfa-gate-tenant is disabled by the policy configuration.']),
    ...waiverSentences(report.assessment.waivers),
  ]
  const [first = '', ...rest] = sentences
  return logLine(`entra-mfa-gate: ${[first, ...rest.map(capital)].join(' ')}`)
}

/** Takes back what the line has said: what was judged has turned out not to be what is deployed to. */
export function retractionOf(stated: Outcome, report: Assessed): string {
  const why = findingsOf(report).flatMap(({ kind, headline }) => (kind === 'undetermined' ? [headline] : []))
  const reasons = [...new Set(why.map((line) => withoutStop(lowered(line))))]
  return logLine(`entra-mfa-gate: no longer: ${outcomeLooks[stated].word}; ${reasons.join('; ')}.`)
}

/** The same for a start that could not judge; `lenient`: the policy that would refuse it has been disabled. */
export function failureStatement(problems: readonly string[], lenient: boolean): string {
  const what = problems.map(withoutStop).join('; ')
  return logLine(
    lenient
      ? `entra-mfa-gate: nothing judged: ${what}; ${settingsRuleId}, which refuses that, is disabled by the policy configuration.`
      : sentence(`entra-mfa-gate: could not determine: ${what}`),
  )
}

function answers(findings: readonly Finding[], asked: readonly Rule[]): readonly string[] {
  const answered = findings.map((finding, index) => {
    const answer = `${answerOf(finding, asked[index])}${withNobodyExcluded(finding)}${withoutRow(finding)}`
    const isOneOfMany = finding.kind === 'pass' && findings.length > 1
    return { finding, words: isOneOfMany ? `${answerLooks.passed.word}: ${answer}` : answer }
  })
  // The outcome of a single rule has said it already.
  if (findings.length === 1) return answered.map(({ words }) => words.replace(/^could not determine: /, ''))
  // One missing permission is told once, whichever rules wanted it.
  const same = Map.groupBy(answered, ({ finding, words }) =>
    finding.kind === 'undetermined' ? words : finding,
  )
  return [...same.values()].map(
    (group) => `${group.map(({ finding }) => finding.rule.id).join(', ')}: ${group[0]?.words ?? ''}`,
  )
}

function answerOf({ kind, headline }: Finding, asked: Rule | undefined): string {
  switch (kind) {
    case 'pass':
      return withoutStop(headline.replace(/^At or above the minimum: /, ''))
    case 'not-applicable':
      return `not asked, disabled by ${whoDisabled(asked)}`
    case 'violation':
    case 'undetermined':
      return withoutStop(lowered(headline))
  }
}

function lowered(headline: string): string {
  return headline.replace(/^[A-Z]|(?<=^Waived: )[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Who switched a rule off. */
function whoDisabled(rule: Rule | undefined): string {
  const { by, origin } = rule?.decidedBy.enforcement ?? {}
  if (by === 'configuration') return 'the policy configuration'
  const place = origin === undefined ? '' : ` (${origin})`
  return by === 'stacks' ? `an entry of stacks:${place}` : `the rule itself${place}`
}

function withNobodyExcluded({ rule: { measure }, minimum, reading }: Finding): string {
  const exclusions = reading?.exclusions
  if (exclusions === undefined) return ''
  const { population, counts, excluded } = exclusions
  const before = figuresOf({ population, count: counts[measure] }, minimum)
  const users = excluded.reduce((sum, one) => sum + one.users, 0)
  const all = before === undefined ? [] : [`with nobody excluded ${before.users}, ${before.ratio}`]
  return ` (${[`${formatCount(users)} excluded`, ...all].join('; ')})`
}

function withoutRow({ reading }: Finding): string {
  const note = withoutRowNote(reading ?? {})
  return note === undefined ? '' : ` (${withoutStop(note)})`
}

/** Each tenant and file that an answer rests on. */
function sources(findings: readonly Finding[], judgedAt: string): readonly string[] {
  return [...new Set(findings.flatMap((finding) => sourceOf(finding, judgedAt)))]
}

/** What is told beside them, once. */
function context(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ reading }) => (reading === null ? [] : signInLines(reading))))]
}

function sourceOf({ reading }: Finding, judgedAt: string): readonly string[] {
  if (reading?.kind !== 'snapshot') return []
  const { tenantId = '', receivedAt = '', simulated, savedIn, readBy } = reading
  const moment = formatMoment(receivedAt)
  const today = formatMoment(judgedAt).slice(0, 11)
  const ageMs = Math.max(0, Date.parse(judgedAt) - Date.parse(receivedAt))
  const time = moment.startsWith(today) ? moment.slice(11) : moment
  const when = readBy === undefined ? time : `${formatShortAge(ageMs)} ago by ${runWords[readBy]} (${time})`
  const read = `read ${when}${simulated === true ? ' from the embedded tenant, a stand-in and not Microsoft' : ''}`
  if (savedIn === undefined) return [`tenant ${tenantId}, ${read}`]
  const age = formatAge(ageMs)
  return [`tenant ${tenantId}, from the snapshot ${savedIn}, ${age} old (${read})`]
}

function changes({ asked, documented }: StatementInput): readonly string[] {
  const changed = asked.flatMap((rule, index) => {
    const before = documented[index]
    const list = before === undefined ? [] : changesBetween(before, rule)
    return list.length === 0 ? [] : [`${rule.id}: ${list.join(', ')}`]
  })
  return changed.length === 0 ? [] : [`changed by the policy configuration: ${changed.join('; ')}.`]
}

const mostWaivers = 5

/** Waivers that somebody should look after; one that was used stands with its rule. */
function waiverSentences(notes: AssessmentReport['waivers']): readonly string[] {
  const idle = notes.filter(
    ({ state, expiresSoon }) => expiresSoon || ['unused', 'expired', 'stack-unknown'].includes(state),
  )
  if (idle.length === 0) return []
  const lines = waiverNoteLines(idle.slice(0, mostWaivers))
  const more = idle.length > mostWaivers ? [`${idle.length - mostWaivers} more`] : []
  return [`waivers: ${[...lines, ...more].join('; ')}.`]
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}
