import { median } from 'simple-statistics'
import { dayMs } from '../../../model/clock.ts'
import type { ByStrength } from '../../../model/methods/strengths.ts'
import type { Segment } from '../../../model/segment.ts'
import type { PastMethods, TrendPoint } from '../../../rules/trend-point.ts'
import { strengths } from '../../../schemas/method-class.ts'

/** The methods of one segment at one moment; undefined: it was judged, and nobody knows them. */
export interface ClassPoint {
  readonly at: number
  readonly methods: PastMethods | undefined
}

/** One moment after the other, whichever rules were asked then; the last is today's. */
export function classSeriesOf(
  segment: Segment,
  trend: readonly TrendPoint[],
  today: { readonly judgedAt: string; readonly methods: PastMethods },
): readonly ClassPoint[] {
  const earlier = Map.groupBy(
    trend.filter((point) => point.segment === segment && point.judgedAt < today.judgedAt),
    ({ judgedAt }) => judgedAt,
  )
  const points = [...earlier]
    .map(([judgedAt, rules]) => ({
      at: Date.parse(judgedAt),
      methods: rules.find(({ methods }) => methods !== null && methods !== undefined)?.methods ?? undefined,
    }))
    .sort((one, other) => one.at - other.at)
  const known = points.findIndex(({ methods }) => methods !== undefined)
  // What lies before the first is no gap: nobody asked about methods then.
  const since = known === -1 ? [] : points.slice(known)
  return withPauses([...since, { at: Date.parse(today.judgedAt), methods: today.methods }])
}

/** An assessment holds until the next is due; nothing is known of a pause that lasts longer than two of the usual. */
function withPauses(points: readonly ClassPoint[]): readonly ClassPoint[] {
  const waits = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at))
  const usual = waits.length === 0 ? 0 : median(waits)
  const longest = Math.max(2 * usual, 2 * dayMs)
  return points.flatMap((point, index) =>
    (waits[index] ?? 0) > longest
      ? [point, { at: point.at + Math.max(usual, dayMs), methods: undefined }]
      : [point],
  )
}

/** At most so many points: the last of each bucket of time, but any without an answer before one with. */
export function thinClasses(points: readonly ClassPoint[], buckets: number): readonly ClassPoint[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length <= buckets) return points
  const width = (last.at - first.at) / (buckets - 1) || 1
  const groups = Map.groupBy(points, ({ at }) => Math.floor((at - first.at) / width))
  return [...groups.values()].flatMap(
    (group) => group.find(({ methods }) => methods === undefined) ?? group.at(-1) ?? [],
  )
}

/** Where each strength begins and ends in percent, one upon the other in their order. */
export function stackOf(
  users: ByStrength,
): ReadonlyMap<keyof ByStrength, readonly [from: number, to: number]> {
  const population = strengths.reduce((sum, strength) => sum + users[strength], 0)
  let from = 0
  return new Map(
    strengths.map((strength) => {
      const to = population === 0 ? 0 : from + (users[strength] / population) * 100
      const span = [from, to] as const
      from = to
      return [strength, span]
    }),
  )
}

/** Points with methods that follow each other, each ending where the next one was judged: nothing is drawn across a gap. */
export function classStretches(points: readonly ClassPoint[]): readonly (readonly ClassPoint[])[] {
  const stretches: ClassPoint[][] = []
  let open: ClassPoint[] | undefined
  for (const point of points) {
    if (point.methods !== undefined) {
      if (open === undefined) stretches.push((open = []))
      open.push(point)
      continue
    }
    const last = open?.at(-1)
    if (last !== undefined) open?.push({ ...last, at: point.at })
    open = undefined
  }
  return stretches
}
