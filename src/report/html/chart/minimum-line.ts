import type { Reported } from '../../findings.ts'
import type { Point } from './series.ts'
import { dayMs } from '../../../model/clock.ts'

/** One step of a ramp. */
export type ReportedStep = NonNullable<Reported['rule']['schedule']>[number]

/** What is demanded from a moment on. */
export interface ChartStep {
  readonly at: number
  readonly percent: number
}

/** What was demanded on the days of the history, a step for each change, up to the last day. */
export function demandedUntilNow(points: readonly Point[]): readonly ChartStep[] {
  const steps = points.map((point) => ({ at: point.at, percent: point.minimumPercent }))
  return steps.filter(
    ({ percent }, index) =>
      index === 0 || index === steps.length - 1 || percent !== steps[index - 1]?.percent,
  )
}

/** What the ramp will demand after `now`, beginning with today's minimum; empty when nothing changes. */
export function demandedFromNow(
  schedule: readonly ReportedStep[],
  now: ChartStep,
  end: number,
): readonly ChartStep[] {
  const coming = schedule
    .map(({ from, minimumPercent }) => ({ at: Date.parse(`${from}T00:00:00Z`), percent: minimumPercent }))
    .filter(({ at }) => at > now.at && at <= end)
  const last = coming.at(-1)
  return last === undefined ? [] : [now, ...coming, { at: end, percent: last.percent }]
}

/** Until when the chart goes: far enough to show the steps to come, and not so far that they squeeze the past. */
export function chartEnd(schedule: readonly ReportedStep[], from: number, now: number): number {
  const furthest = now + Math.max(90 * dayMs, (now - from) / 2)
  const coming = schedule
    .map(({ from: start }) => Date.parse(`${start}T00:00:00Z`))
    .filter((at) => at > now && at <= furthest)
  return coming.length === 0
    ? now
    : Math.min(furthest, Math.max(...coming) + Math.max(14 * dayMs, (now - from) / 12))
}
