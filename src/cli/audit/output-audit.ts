import { join, resolve } from 'node:path'
import type { History } from '../../history/history.ts'
import { isPagesTarget } from '../../config/report-target.ts'
import type { Printed } from '../../gate/write-reports.ts'
import type { Audit, DrawnTrend } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { output } from '../output/print.ts'
import { note } from '../output/tell.ts'
import type { Phases } from './phases.ts'
import { trendOf } from './trend-of.ts'
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
  const lookUp = trendOf(history, occasion.audit)
  const problems: string[] = []
  for (const { file } of targets.filter(isPagesTarget)) {
    const found = await writePages(resolve(effects.directory, file), reports, { ...occasion, lookUp })
    problems.push(...found)
    if (found.length === 0)
      await note(effects, `wrote a page for each tenant into ${file}; begin with ${join(file, 'index.html')}`)
  }
  const others = targets.filter((target) => !isPagesTarget(target))
  const drawn = others.some(({ format }) => format === 'html') ? await drawnOf(reports, lookUp) : new Map()
  await output({ targets: others, reports, occasion: { ...occasion, drawn } }, effects, time.left, problems)
}

async function drawnOf(
  reports: Printed['reports'],
  lookUp: ReturnType<typeof trendOf>,
): Promise<ReadonlyMap<string, DrawnTrend>> {
  const { drawnTrend } = await import('../../report/html/tenants/drawn-trend.ts')
  const drawn = new Map<string, DrawnTrend>()
  for (const report of reports) {
    const seen = drawnTrend(report, await lookUp(report))
    if (seen !== undefined) drawn.set(report.tenant.key, seen)
  }
  return drawn
}
