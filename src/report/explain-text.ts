import { type Count, formatCount } from '../model/count.ts'
import { formatPoints } from '../model/drop.ts'
import { demanded, formatMinimum } from '../model/ratio.ts'
import { formatAge } from '../rules/age.ts'
import type { Assessment } from '../rules/assessment.ts'
import { formatDay } from '../rules/calendar.ts'
import { ruleOf, type RulesSource } from '../rules/from-document.ts'
import { guardIn } from '../rules/guards/guard-entry.ts'
import type { Rule } from '../rules/rule.ts'
import { lockoutGuard } from '../schemas/guard-settings.ts'
import type { Stack } from '../rules/stack.ts'
import { type UnlockedByTag, unlockedByTag } from '../rules/unlocked-by-tag.ts'
import type { Verdict } from '../rules/verdict.ts'
import { outcomeSentenceOf } from './outcome-words.ts'
import { verdictLines } from './verdict-lines.ts'
import { reportedNotes, waiverNoteLines } from './waiver-lines.ts'

/** For this tenant, stack and day: each rule, where its values come from, the numbers, what would make it pass. */
export function renderExplanation(assessment: Assessment, loaded: RulesSource): string {
  const { now, stack, rulesOrigin, verdicts, waivers, outcome } = assessment
  const head = [
    `Rules: ${rulesOrigin}.`,
    `Stack: ${stackName(stack)}; tags: ${tagNames(stack)}.`,
    `Day: ${now.toISOString().slice(0, 10)} (UTC).`,
    ...(outcome === 'nothing-judged' ? [outcomeSentenceOf([])] : []),
  ]
  const blocks = verdicts.flatMap((verdict) => [
    '',
    verdict.rule.id,
    ...valueLines(verdict.rule).map((line) => `  ${line}`),
    ...tagLines(verdict.rule, loaded, stack).map((line) => `  ${line}`),
    ...verdictLines(verdict).map((line) => `  ${line}`),
    `  ${whatWouldPass(verdict)}`,
  ])
  const guard = guardIn(loaded.document)
  const guarding =
    guard === undefined ? [] : guardBlock(ruleOf(guard, loaded, { now, stack }), loaded.document)
  const notes = waiverNoteLines(reportedNotes(waivers))
  const tail = notes.length === 0 ? [] : ['', 'Waivers', ...notes.map((line) => `  ${line}`)]
  return `${[...head, ...blocks, ...guarding, ...tail].join('\n')}\n`
}

function valueLines(rule: Rule): readonly string[] {
  const { decidedBy, next, noDropMoreThan, minPopulation, maxAge, waivable } = rule
  const since = decidedBy.since === undefined ? '' : `, since ${formatDay(decidedBy.since)}`
  return [
    `measure         ${rule.measure}`,
    `minimum         ${formatMinimum(rule.minimum)}${since}${from(decidedBy.minimum)}`,
    ...(next === undefined
      ? []
      : [
          `next step       ${formatMinimum(next.minimum)} from ${formatDay(next.from)}${from(next.origin)}, with a warning from ${rule.warnDays} days before`,
        ]),
    `enforcement     ${rule.enforcement}${decidedBy.enforcement.by === 'default' ? ' (default)' : from(decidedBy.enforcement.origin)}`,
    `onUndetermined  ${rule.onUndetermined}`,
    `noDropMoreThan  ${noDropMoreThan === undefined ? 'not asked' : `${formatPoints(noDropMoreThan)} percentage points`}`,
    `minPopulation   ${minPopulation === 0 ? 'any' : formatCount(minPopulation)}`,
    `maxAge          ${formatAge(maxAge)}`,
    `waivable        ${waivable ? 'yes' : 'no'}`,
  ]
}

/** Measure and segment come from the policies in a plan, which is not at hand here. */
function guardBlock(rule: Rule, { guards }: RulesSource['document']): readonly string[] {
  const { exclusions = 'ignored', strengths = {} } = guards?.[lockoutGuard] ?? {}
  const asked = ['minimum', 'next step', 'enforcement', 'onUndetermined', 'maxAge', 'waivable']
  const values = valueLines(rule).filter((line) => asked.some((key) => line.startsWith(key)))
  const own = Object.entries(strengths).map(([id, measure]) => `strength        ${id}: ${measure}`)
  return [
    '',
    rule.id,
    ...[...values, `exclusions      ${exclusions}`, ...own].map((line) => `  ${line}`),
    '  Not asked here: it judges the Conditional Access policies in the plan of a deployment.',
  ]
}

/** What anybody may loosen who may set a tag of the stack, which is whoever may deploy it. */
function tagLines({ id }: Rule, loaded: RulesSource, stack: Stack): readonly string[] {
  const entry = loaded.document.rules.find((rule) => rule.id === id)
  return entry === undefined ? [] : unlockedByTag(loaded, entry, stack).map(tagLine)
}

function tagLine({ origin, tags, keys, open }: UnlockedByTag): string {
  const names = tags.map((tag) => `"${tag}"`).join(' and ')
  return `Warning: ${origin} loosens ${keys.join(' and ')} for everybody who may set the stack tag ${names}: a tag alone unlocks it. To do: have the entry match ${open.join(' and ')} as well, or lock the rule.`
}

function whatWouldPass(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'pass':
      return `It would pass with at least ${needed(verdict.population, verdict.rule)} of these ${formatCount(verdict.population)} users.`
    case 'violation':
      return `To pass: ${formatCount(verdict.count + verdict.shortfall)} of these ${formatCount(verdict.population)} users, ${formatCount(verdict.shortfall)} more than now.`
    case 'undetermined':
      return 'To pass: numbers are needed first; see "To do" above.'
    case 'not-applicable':
      return 'Not asked.'
  }
}

function needed(population: Count, { minimum }: Rule): string {
  return formatCount(demanded(population, minimum))
}

function stackName({ organization = '?', project = '?', stack }: Stack): string {
  return stack === undefined ? 'not given (--stack)' : `${organization}/${project}/${stack}`
}

function tagNames({ tags }: Stack): string {
  if (tags === undefined) return 'not given (--tag, --no-tags)'
  return tags.size === 0 ? 'none' : [...tags].map(([name, value]) => `${name}=${value}`).join(', ')
}

function from(origin: string | undefined): string {
  return origin === undefined ? '' : ` (${origin})`
}
