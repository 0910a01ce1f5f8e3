import { dayMs } from '../../rules/calendar.ts'
import { resolve } from 'node:path'
import type { History } from '../../history/history.ts'
import { isPagesTarget } from '../../config/report-target.ts'
import type { Printed } from '../../gate/write-reports.ts'
import type { Audit, Trends } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { output } from '../output/print.ts'
import type { Phases } from './phases.ts'
import { writePages } from './write-pages.ts'

/**
 * Prints and writes every report of an audit. What cannot be written does not keep the others from being written.
 * @throws ConfigurationError for each that could not
 */
export async function outputAudit(
  effects: Effects,
  { targets, reports, occasion }: Printed & { readonly occasion: { readonly audit: Audit } },
  { history, time }: { readonly history: History | undefined; readonly time: Phases },
): Promise<void> {
  const trends = targets.some(({ format }) => format === 'html')
    ? await trendsOf(reports, occasion.audit, history)
    : new Map()
  const problems: string[] = []
  for (const { file } of targets.filter(isPagesTarget)) {
    problems.push(...(await writePages(resolve(effects.directory, file), reports, { ...occasion, trends })))
  }
  const others = targets.filter((target) => !isPagesTarget(target))
  await output({ targets: others, reports, occasion: { ...occasion, trends } }, effects, time.left, problems)
}

/** What a chart can show with a point a day. */
const trendDays = 730

async function trendsOf(
  reports: Printed['reports'],
  { finishedAt }: Audit,
  history: History | undefined,
): Promise<Trends> {
  const since = new Date(Date.parse(finishedAt) - trendDays * dayMs)
  const trends = new Map<string, Awaited<ReturnType<History['trend']>>>()
  for (const { tenant } of history === undefined ? [] : reports)
    trends.set(tenant.key, (await history?.trend({ tenant: tenant.id ?? tenant.key, since })) ?? [])
  return trends
}
