import type { FeatureCount, SummaryDraft } from '../graph/feature-summary.ts'
import type { GraphRefusal } from '../graph/refusals.ts'
import { bodyFaults } from './body-faults.ts'
import type { Fault } from './fault.ts'
import { refusalFaults } from './refusal-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the summary by feature. */
export const summaryFaults = {
  ...sharedFaults,
  ...bodyFaults,
  ...refusalFaults('AuditLog.Read.All'),
  'missing-feature': features((counts) => counts.filter(({ feature }) => feature !== 'mfaCapable')),
  'duplicate-feature': features((counts) => [...counts, ...counts.slice(-1)]),
  // As in Microsoft's own sample, where more users are registered than there are.
  'count-above-population': features((counts, { totalUserCount }) =>
    counts.map((entry) => ({ ...entry, userCount: totalUserCount + 300 })),
  ),
  'next-link': {
    draft: (draft) => ({ ...draft, '@odata.nextLink': 'https://graph.microsoft.com/v1.0/?$skiptoken=1' }),
  },
  'other-roles': { draft: (draft) => ({ ...draft, userRoles: 'privilegedAdmin' }) },
  'other-types': { draft: (draft) => ({ ...draft, userTypes: 'guest' }) },
  'segment-above-tenant': {
    draft: (draft) =>
      draft.userTypes === 'all' && draft.userRoles === 'all'
        ? draft
        : { ...draft, totalUserCount: draft.totalUserCount + 1_000_000 },
  },
} as const satisfies Record<string, Fault<SummaryDraft, GraphRefusal>>

function features(change: (counts: readonly FeatureCount[], draft: SummaryDraft) => readonly FeatureCount[]) {
  return {
    draft: (draft: SummaryDraft): SummaryDraft => ({
      ...draft,
      userRegistrationFeatureCounts: change(draft.userRegistrationFeatureCounts, draft),
    }),
  }
}
