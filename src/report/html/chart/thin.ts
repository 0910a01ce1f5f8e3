import type { Measured } from './series.ts'

/**
 * At most four points a bucket of time: the first, the lowest, the highest and the last. What is left out lies between
 * the lowest and the highest, so that the line shows every fall.
 */
export function thin(points: readonly Measured[], buckets: number): readonly Measured[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length <= buckets * 4) return points
  const width = (last.at - first.at) / buckets || 1
  const groups = Map.groupBy(points, ({ at }) => Math.min(buckets - 1, Math.floor((at - first.at) / width)))
  return [...groups.values()].flatMap(telling)
}

function telling(group: readonly Measured[]): readonly Measured[] {
  const lowest = group.reduce((low, point) => (point.percent < low.percent ? point : low))
  const highest = group.reduce((high, point) => (point.percent > high.percent ? point : high))
  const kept = new Set([group[0], lowest, highest, group.at(-1)])
  return group.filter((point) => kept.has(point))
}
