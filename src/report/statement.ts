import { countedIn } from '../posture/counted.ts'
import { formatCount } from '../posture/count.ts'
import { formatRatio } from '../posture/ratio.ts'
import type { Reading } from '../posture/snapshot.ts'
import { formatAge } from '../rules/age.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { Outcome } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import { settingsRuleId } from '../rules/unreadable-rules.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { WaiverNote } from '../rules/waiver-review.ts'
import { changesBetween } from './configuration-changes.ts'
import { formatMoment } from './moment.ts'
import { answerLooks, capital, outcomeLooks } from './outcome-words.ts'
import { logLine } from './plain.ts'
import { sentence } from './sentence.ts'
import { unmatchedIn } from './unmatched-note.ts'
import { ratioSentence, verdictLines } from './verdict-lines.ts'
import { waiverNoteLines } from './waiver-lines.ts'

/** What one start of the policy pack has come to, and what that rests on. */
export interface StatementInput {
  readonly assessment: Assessment
  /** Where the rules come from, for people. */
  readonly rulesOrigin: string
  /** The rules as they were without the policy configuration, in the order of the verdicts. */
  readonly documented: readonly Rule[]
  readonly now: Date
  /** False: nobody compares the tenants that providers deploy to. */
  readonly tenantsCompared: boolean
}

/**
 * The line that Pulumi shows beside its green sign, which tells no numbers: the outcome, every rule's answer, and
 * whatever may have made a pass of it.
 */
export function statementOf(input: StatementInput): string {
  const { assessment, rulesOrigin } = input
  const note = unmatchedIn(assessment)
  const sentences = [
    `${outcomeLooks[assessment.outcome].word}: ${answers(assessment).join('; ')}.`,
    `${[...sources(input), `rules: ${rulesOrigin}`].join('; ')}.`,
    ...(note === undefined ? [] : [note]),
    ...changes(input),
    ...(input.tenantsCompared
      ? []
      : ['tenants of providers are not compared, mfa-gate-tenant is disabled by the policy configuration.']),
    ...waivers(assessment.waivers),
  ]
  const [first = '', ...rest] = sentences
  return logLine(`entra-mfa-gate: ${[first, ...rest.map(capital)].join(' ')}`)
}

/** Takes back what the line has said: what was judged has turned out not to be what is deployed to. */
export function retractionOf(stated: Outcome, { verdicts }: Assessment): string {
  const why = verdicts.flatMap((verdict) =>
    verdict.kind === 'undetermined' ? verdictLines(verdict).slice(0, 1) : [],
  )
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

function answers({ verdicts }: Assessment): readonly string[] {
  return verdicts.map((verdict) => {
    const answer = `${answerOf(verdict)}${withNobodyExcluded(verdict)}`
    // The outcome of a single rule has said it already.
    if (verdicts.length === 1) return answer.replace(/^could not determine: /, '')
    return `${verdict.rule.id}: ${verdict.kind === 'pass' ? `${answerLooks.passed.word}: ` : ''}${answer}`
  })
}

function answerOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'pass':
      return withoutStop(ratioSentence(verdict))
    case 'not-applicable':
      return `not asked, disabled by ${whoDisabled(verdict.rule)}`
    case 'violation':
    case 'undetermined': {
      const [headline = ''] = verdictLines(verdict)
      return withoutStop(lowered(headline))
    }
  }
}

function lowered(headline: string): string {
  return headline.replace(/^[A-Z]|(?<=^Waived: )[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Who switched a rule off. */
function whoDisabled({ decidedBy: { enforcement } }: Rule): string {
  const { by, origin } = enforcement
  if (by === 'configuration') return 'the policy configuration'
  const place = origin === undefined ? '' : ` (${origin})`
  return by === 'stacks' ? `an entry of stacks:${place}` : `the rule itself${place}`
}

function withNobodyExcluded({ rule: { measure, methods, minimum }, reading }: Verdict): string {
  const exclusions = reading?.kind === 'snapshot' ? reading.snapshot.exclusions : undefined
  if (exclusions === undefined) return ''
  const { population, excluded } = exclusions
  const count = countedIn(exclusions, measure, methods)?.surely
  const before =
    count === undefined
      ? []
      : [
          `with nobody excluded ${formatCount(count)} of ${formatCount(population)}, ${formatRatio(count, population, minimum)}`,
        ]
  const users = excluded.reduce((sum, one) => sum + one.users, 0)
  return ` (${[`${formatCount(users)} excluded`, ...before].join('; ')})`
}

/** Each tenant and file that an answer rests on. */
function sources({ assessment, now }: StatementInput): readonly string[] {
  const told = assessment.verdicts.flatMap(({ reading }) => sourceOf(reading, now))
  return [...new Set(told)]
}

function sourceOf(reading: Reading | undefined, now: Date): readonly string[] {
  if (reading?.kind !== 'snapshot') return []
  const { tenantId, provenance } = reading.snapshot
  const { receivedAt, simulated } = provenance
  const moment = formatMoment(receivedAt)
  const today = formatMoment(now.toISOString()).slice(0, 11)
  const read = `read ${moment.startsWith(today) ? moment.slice(11) : moment}${simulated ? ' from the embedded tenant, a stand-in and not Microsoft' : ''}`
  if (reading.savedIn === undefined) return [`tenant ${tenantId}, ${read}`]
  const age = formatAge(Math.max(0, now.getTime() - Date.parse(receivedAt)))
  return [`tenant ${tenantId}, from the snapshot ${reading.savedIn}, ${age} old (${read})`]
}

function changes({ assessment, documented }: StatementInput): readonly string[] {
  const changed = assessment.verdicts.flatMap(({ rule }, index) => {
    const before = documented[index]
    const list = before === undefined ? [] : changesBetween(before, rule)
    return list.length === 0 ? [] : [`${rule.id}: ${list.join(', ')}`]
  })
  return changed.length === 0 ? [] : [`changed by the policy configuration: ${changed.join('; ')}.`]
}

const mostWaivers = 5

/** Waivers that somebody should look after; one that was used stands with its rule. */
function waivers(notes: readonly WaiverNote[]): readonly string[] {
  const idle = notes.filter(
    ({ state, soon }) => soon || ['unused', 'expired', 'stack-unknown'].includes(state),
  )
  if (idle.length === 0) return []
  const lines = waiverNoteLines(idle.slice(0, mostWaivers))
  const more = idle.length > mostWaivers ? [`${idle.length - mostWaivers} more`] : []
  return [`waivers: ${[...lines, ...more].join('; ')}.`]
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}
