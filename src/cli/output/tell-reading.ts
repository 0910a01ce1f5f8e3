import { amount } from '../../model/count.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { snapshotsIn } from '../../model/tenant-reading.ts'
import type { LoadedRules } from '../../config/rules-file.ts'
import type { Assessment } from '../../rules/assessment.ts'
import type { Effects } from '../effects.ts'
import { warn } from './tell.ts'

/** With `--verbose`: by which rules was judged, and what was read for them. */
export async function tellReading(
  { stderr, voice }: Effects,
  { loaded, assessment }: { readonly loaded: LoadedRules; readonly assessment: Assessment },
): Promise<void> {
  if (voice !== 'verbose') return
  await warn(stderr, `${amount(loaded.document.rules.length, 'rule')} of ${loaded.origin}`)
  for (const snapshot of snapshotsIn(assessment.readings)) await warn(stderr, readingSentence(snapshot))
}

function readingSentence({ tenantId, population, provenance, ledger }: Snapshot): string {
  const { source, endpoint, requestId = 'none', receivedAt } = provenance
  const pages =
    ledger === undefined ? '' : `, ${amount(ledger.pages, 'page')} by ${amount(ledger.requests, 'request')}`
  return `read ${source} of tenant ${tenantId} from ${endpoint}: ${amount(population, 'user')}${pages}, request id ${requestId}, received at ${receivedAt}`
}
