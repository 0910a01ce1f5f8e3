import type { Element } from 'hast'
import { h } from 'hastscript'
import { nounOf } from '../../../model/segment.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import type { Finding } from '../../findings.ts'
import { capital } from '../../outcome-words.ts'
import { sentence } from '../../sentence.ts'
import { moreUsers } from '../../todo-lines.ts'
import { linkedText, userText } from '../page/markup.ts'
import { section } from '../page/section.ts'
import type { Look } from '../page/verdict-look.ts'

/** One thing to do, and why. */
interface Task {
  readonly what: string
  readonly why: string
  readonly tone: Look['tone']
}

export function todoList(findings: readonly Finding[], notes: AssessmentReport['waivers']): Element {
  const tasks = tasksOf(findings, notes)
  return section(
    'next',
    'What to do next',
    tasks.length === 0
      ? h('p', 'Nothing. Keep the assessments running, so that a drop is seen on the day it happens.')
      : h(
          'ol.todo',
          tasks.map(({ what, why, tone }) =>
            h('li', { className: tone }, [h('strong', userText(what)), h('p', linkedText(why))]),
          ),
        ),
  )
}

/** What to do next, the most pressing first. */
export function tasksOf(findings: readonly Finding[], waivers: AssessmentReport['waivers']): readonly Task[] {
  const failing = findings.filter(({ kind }) => kind === 'violation' || kind === 'undetermined')
  const rank = ({ effect, waived }: Finding): number => (waived ? 2 : effect === 'stop' ? 0 : 1)
  const first = together(failing.sort((one, other) => rank(one) - rank(other)).map(taskOf))
  const passing = passingRules(findings)
  const ofWaivers = waivers.flatMap((one) => waiverTask(one, passing.has(one.waiver.rule)))
  return [...first, ...findings.flatMap(stepTask), ...ofWaivers]
}

/** Ids of the rules that passed: of them alone a waiver that nobody used is known to be needless. */
export function passingRules(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.filter(({ kind }) => kind === 'pass').map(({ rule }) => rule.id))
}

/** What ends several troubles is one thing to do: a missing permission, whichever rules wanted it. */
function together(tasks: readonly RuleTask[]): readonly Task[] {
  const same = Map.groupBy(tasks, ({ what, why }) => `${what}\n${why}`)
  return [...same.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { what, why, tone } = first
    return [{ what, tone, why: `${group.map(({ rule }) => rule).join(', ')}: ${why}` }]
  })
}

interface RuleTask extends Task {
  readonly rule: string
}

function taskOf(finding: Finding): RuleTask {
  const { rule, kind, look, reason, shortfall, numbers, headline, demanded, remedy } = finding
  const { tone } = look
  if (kind === 'undetermined')
    return {
      what: capital(sentence(reason?.todo ?? 'Run again')),
      rule: rule.id,
      why: sentence(reason?.what ?? headline),
      tone,
    }
  if (shortfall === 0) return { rule: rule.id, what: 'Find out why the ratio fell.', why: headline, tone }
  const counted = `${numbers?.users ?? ''} ${nounOf(rule.segment, numbers?.population ?? 0)}`
  return {
    what: `Get ${moreUsers(rule, shortfall)}.`,
    rule: rule.id,
    why: `${counted} today, ${demanded} required. ${capital(remedy.remedy)}; the report follows after some hours.`,
    tone,
  }
}

function stepTask({ rule, shortOfNextStep, kind, next }: Finding): readonly Task[] {
  if (next === undefined || shortOfNextStep === undefined || kind !== 'pass') return []
  return [
    {
      what: `Before ${next.from}, get ${moreUsers(rule, shortOfNextStep)}.`,
      why: `${rule.id}: the minimum rises to ${next.demanded} on that day.`,
      tone: 'waived',
    },
  ]
}

/** A waiver that nobody used is needless only where its rule passes: what could not be determined may yet need it. */
function waiverTask(
  { state, expiresSoon, waiver }: AssessmentReport['waivers'][number],
  passes: boolean,
): readonly Task[] {
  const subject = `the waiver of ${waiver.rule} on ${waiver.stack}`
  const why = `${waiver.owner}, ${waiver.ticket}: ${sentence(waiver.reason)}`
  if (state === 'expired')
    return [{ what: `Remove ${subject}, or renew it: it expired on ${waiver.expires}.`, why, tone: 'waived' }]
  if (state === 'unused' && passes)
    return [{ what: `Remove ${subject}: the rule passes without it.`, why, tone: 'off' }]
  return expiresSoon
    ? [{ what: `Decide on ${subject}: it ends on ${waiver.expires}.`, why, tone: 'waived' }]
    : []
}
