import { formatCount } from '../model/count.ts'
import { formatPoints } from '../model/drop.ts'
import { phraseOf } from '../model/measure.ts'
import { formatMinimum, formatRatio } from '../model/ratio.ts'
import { nounOf } from '../model/segment.ts'
import { formatDay, formatDays } from '../rules/calendar.ts'
import type { Ratchet } from '../rules/ratchet.ts'
import type { Rule } from '../rules/rule.ts'
import type { BelowMinimum, Numbers, Pass } from '../rules/verdict.ts'

/** `Dropped: 900 of 1,000 users (90.00 %) are registered for MFA, 95.00 % on …, at most 2 points less allowed.` */
export function droppedSentence(
  { rule, count, population }: Numbers,
  { baseline, allowed }: Extract<Ratchet, { kind: 'dropped' }>,
): string {
  const verb = count === 1 ? 'is' : 'are'
  return `Dropped too far: ${formatCount(count)} of ${formatCount(population)} ${nounOf(rule.segment, 2)} (${formatRatio(count, population, rule.minimum)}) ${verb} ${phraseOf(rule.measure)}; on ${baseline.receivedAt.slice(0, 10)} it was ${formatCount(baseline.count)} of ${formatCount(baseline.population)} (${formatRatio(baseline.count, baseline.population, rule.minimum)}), and at most ${formatPoints(allowed)} ${formatPoints(allowed) === '1' ? 'percentage point' : 'percentage points'} less ${formatPoints(allowed) === '1' ? 'is' : 'are'} allowed.`
}

/** What comes next on a ramp, and what it would take. */
export function stepLines({ rule: { next }, ...verdict }: Pass | BelowMinimum): readonly string[] {
  if (next === undefined) return []
  const what = `${formatMinimum(next.minimum)} from ${formatDay(next.from)}${next.origin === undefined ? '' : ` (${next.origin})`}, in ${formatDays(next.daysLeft)}`
  const short = 'shortOfNext' in verdict ? verdict.shortOfNext : undefined
  return short === undefined
    ? [`Next step: ${what}.`]
    : [
        `Warning: the next step is ${what}; today ${formatCount(short)} more ${short === 1 ? 'user' : 'users'} would have to register for it.`,
      ]
}

/** What became of a ratchet, unless the first line says it already. */
export function ratchetLines({ ratchet, rule }: Numbers): readonly string[] {
  switch (ratchet?.kind) {
    case undefined:
    case 'dropped':
      return []
    case 'held':
      return ratchet.recording?.kind === 'failed'
        ? [`Warning: the ratio could not be recorded (${ratchet.recording.problem}).`]
        : []
    case 'no-baseline':
      return [noBaseline(ratchet, rule)]
  }
}

function noBaseline({ because, recording }: Extract<Ratchet, { kind: 'no-baseline' }>, rule: Rule): string {
  const points = rule.noDropMoreThan === undefined ? '' : ` ${formatPoints(rule.noDropMoreThan)}%`
  const start = `No earlier ratio to compare with (noDropMoreThan${points})`
  if (because === 'no-store') {
    return `${start}: no baseline store is configured. To do: give a directory that is kept between runs, as MFA_GATE_BASELINES or --baselines.`
  }
  return recording?.kind === 'failed'
    ? `${start}, and this one has not been recorded (${recording.problem}).`
    : `${start}: this one has been recorded and the next run will compare with it.`
}

/** Which lines of the rules document gave the rule its values here. */
export function decidedByLines({ decidedBy, minimum, enforcement }: Rule): readonly string[] {
  const { minimum: origin, since, enforcement: decision } = decidedBy
  if (origin === undefined) return []
  const from = since === undefined ? '' : ` since ${formatDay(since)}`
  const level =
    (decision.by === 'stacks' || decision.by === 'configuration') && decision.origin !== undefined
      ? `, ${enforcement} by ${decision.origin}`
      : ''
  return [`Decided by ${origin}: ${formatMinimum(minimum)}${from}${level}.`]
}
