import { ago, parseStretch } from '../../history/retention.ts'
import { amount } from '../../model/count.ts'
import { formatMoment } from '../../report/moment.ts'
import type { Effects } from '../effects.ts'
import type { HistoryOption } from './options.ts'
import { withHistory } from './with-history.ts'
import { tell } from '../output/tell.ts'

export interface PruneOptions extends HistoryOption {
  readonly keep: string
  readonly dryRun?: true
}

/** @throws ConfigurationError */
export async function prune(effects: Effects, options: PruneOptions): Promise<void> {
  const dryRun = options.dryRun ?? false
  const before = ago(parseStretch(options.keep, '--keep'), effects.now())
  const gone = await withHistory(effects, options, dryRun ? 'read' : 'change', (history) =>
    history.prune(before, { dryRun }),
  )
  const what = `${amount(gone.assessments, 'assessment')} with ${amount(gone.verdicts, 'verdict')}, and ${amount(gone.audits, 'audit')}`
  await tell(
    effects.stdout,
    `${dryRun ? 'Would remove' : 'Removed'} ${what} from before ${formatMoment(before.toISOString())}.\n`,
  )
}
