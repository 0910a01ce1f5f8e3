import type { PastOf } from '../../rules/outlook.ts'
import type { PastCount } from '../../rules/trend.ts'
import { trendDays } from '../../rules/trend.ts'
import type { Effects } from '../effects.ts'
import { locationFrom } from '../history/options.ts'
import { dayMs } from '../../model/clock.ts'

/**
 * The earlier counts of a tenant, by rule; undefined where no history is named. A rule that has asked of another segment
 * or measure before begins anew.
 * @throws ConfigurationError when the history cannot be read
 */
export async function readPast(
  { environment, directory }: Effects,
  options: { readonly history?: string },
  tenantId: string | undefined,
  now: Date,
  time: () => number,
): Promise<PastOf> {
  const location = locationFrom(options, environment, directory)
  if (location === undefined) return undefined
  if (tenantId === undefined) return () => []
  const { openHistory } = await import('../../history/open-history.ts')
  const history = await openHistory(location, 'read', time)
  try {
    const since = new Date(now.getTime() - trendDays * dayMs)
    const points = await history.trend({ tenant: tenantId, since })
    return ({ id, segment, measure }) =>
      points
        .filter((point) => point.rule === id && point.segment === segment && point.measure === measure)
        .flatMap(({ judgedAt, count, population }): readonly PastCount[] =>
          count === null || population === null || population === 0 ? [] : [{ judgedAt, count, population }],
        )
  } finally {
    await history.close()
  }
}
