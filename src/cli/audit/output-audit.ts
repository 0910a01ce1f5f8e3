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
  { history, time }: { readonly history: Pick<History, 'trend'> | undefined; readonly time: Phases },
): Promise<void> {
  const pages = targets.filter(isPagesTarget)
  const others = targets.filter((target) => !isPagesTarget(target))
  const written = targets.some(({ format }) => format === 'html')
    ? await writePages(
        pages.map(({ file }) => resolve(effects.directory, file)),
        reports,
        { ...occasion, lookUp: trendOf(history, occasion.audit) },
      )
    : { drawn: new Map<string, DrawnTrend>(), problems: [] }
  for (const [at, { file }] of pages.entries()) {
    if (written.problems[at]?.length === 0)
      await note(effects, `wrote a page for each tenant into ${file}; begin with ${join(file, 'index.html')}`)
  }
  const printed = { targets: others, reports, occasion: { ...occasion, drawn: written.drawn } }
  await output(printed, effects, time.left, written.problems.flat())
}
