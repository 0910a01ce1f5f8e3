import type { History } from '../../history/history.ts'
import type { Audit, Report } from '../../report/report.ts'
import { dayMs } from '../../model/clock.ts'
import type { TrendPoint } from '../../rules/trend-point.ts'

/** What a chart can show with a point a day. */
const trendDays = 730

/** Looks up what the history knows of one tenant after the other, as all of thousands at once would fill the memory. */
export function trendOf(
  history: Pick<History, 'trend'> | undefined,
  { finishedAt }: Audit,
): (report: Report) => Promise<readonly TrendPoint[]> {
  const since = new Date(Date.parse(finishedAt) - trendDays * dayMs)
  return async ({ tenant }) => (await history?.trend({ tenant: tenant.id ?? tenant.key, since })) ?? []
}
