import type { FeatureCount, SummaryDraft } from '../graph/feature-summary.ts'
import type { GraphRefusal } from '../graph/refusals.ts'
import type { Fault } from './fault.ts'
import type { SummaryFaultKind } from './kinds.ts'
import { refusalFaults } from './refusal-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the summary by feature. */
export const summaryFaults: Readonly<Record<SummaryFaultKind, Fault<SummaryDraft, GraphRefusal>>> = {
  ...sharedFaults,
  ...refusalFaults('AuditLog.Read.All'),
  'missing-feature': features((counts) => counts.filter(({ feature }) => feature !== 'mfaCapable')),
  'duplicate-feature': features((counts) => [...counts, ...counts.slice(-1)]),
  // As in Microsoft's own sample, where more users are registered than there are.
  'count-above-population': features((counts, { totalUserCount }) =>
    counts.map((entry) => ({ ...entry, userCount: totalUserCount + 300 })),
  ),
}

function features(change: (counts: readonly FeatureCount[], draft: SummaryDraft) => readonly FeatureCount[]) {
  return {
    draft: (draft: SummaryDraft): SummaryDraft => ({
      ...draft,
      userRegistrationFeatureCounts: change(draft.userRegistrationFeatureCounts, draft),
    }),
  }
}
