import { formatCount } from '../../../posture/count.ts'
import { phraseOf, remedyOf } from '../../../posture/measure.ts'
import { nounOf } from '../../../posture/segment.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { sentence } from '../../sentence.ts'
import type { Look } from '../page/verdict-look.ts'
import { countText, minimumText, type Reported, segmentOf } from '../reported.ts'

/** One thing to do, and why. */
export interface Task {
  readonly what: string
  readonly why: string
  readonly tone: Look['tone']
}

/** What to do next, the most pressing first. */
export function tasksOf({ verdicts, waivers }: AssessmentReport): readonly Task[] {
  const failing = verdicts.filter(({ verdict }) => verdict === 'violation' || verdict === 'undetermined')
  const rank = ({ effect, waived }: Reported): number => (waived ? 2 : effect === 'stop' ? 0 : 1)
  const first = [...failing].sort((one, other) => rank(one) - rank(other)).map(taskOf)
  const steps = verdicts.flatMap(stepTask)
  return [...first, ...steps, ...waivers.flatMap(waiverTask)]
}

function taskOf(reported: Reported): Task {
  const { rule, verdict, waived, reason, shortfall = 0, count, population, message } = reported
  const tone = waived ? 'waived' : verdict === 'violation' ? 'violation' : 'undetermined'
  if (verdict === 'undetermined')
    return {
      what: capital(sentence(reason?.todo ?? 'Run again')),
      why: `${rule.id}: ${sentence(reason?.what ?? message)}`,
      tone,
    }
  const segment = segmentOf(reported)
  if (shortfall === 0) return { what: 'Find out why the ratio fell.', why: `${rule.id}: ${message}`, tone }
  return {
    what: `Get ${formatCount(shortfall)} more ${nounOf(segment, shortfall)} ${phraseOf(rule.measure)}.`,
    why: `${rule.id}: ${countText(count ?? 0, population ?? 0, segment)} today, ${minimumText(rule.minimumPercent)} required. ${howTo(rule.measure)}`,
    tone,
  }
}

function howTo(measure: Reported['rule']['measure']): string {
  return `${capital(remedyOf(measure).remedy)}; the report follows after some hours.`
}

function stepTask(reported: Reported): readonly Task[] {
  const { rule, shortOfNextStep, verdict } = reported
  if (rule.nextStep === undefined || shortOfNextStep === undefined || verdict !== 'pass') return []
  const { from, minimumPercent } = rule.nextStep
  const noun = nounOf(segmentOf(reported), shortOfNextStep)
  return [
    {
      what: `Before ${from}, get ${formatCount(shortOfNextStep)} more ${noun} ${phraseOf(rule.measure)}.`,
      why: `${rule.id}: the minimum rises to ${minimumText(minimumPercent)} on that day.`,
      tone: 'waived',
    },
  ]
}

function waiverTask({ state, expiresSoon, waiver }: AssessmentReport['waivers'][number]): readonly Task[] {
  const subject = `the waiver of ${waiver.rule} on ${waiver.stack}`
  const why = `${waiver.owner}, ${waiver.ticket}: ${sentence(waiver.reason)}`
  if (state === 'expired')
    return [{ what: `Remove ${subject}, or renew it: it expired on ${waiver.expires}.`, why, tone: 'waived' }]
  if (state === 'unused')
    return [{ what: `Remove ${subject}: the rule passes without it.`, why, tone: 'off' }]
  return expiresSoon
    ? [{ what: `Decide on ${subject}: it ends on ${waiver.expires}.`, why, tone: 'waived' }]
    : []
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
