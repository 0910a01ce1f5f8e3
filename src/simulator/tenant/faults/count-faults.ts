import type { CountReport, CountReportDraft, StatusCount } from '../graph/count-report.ts'

export interface DraftFault {
  readonly draft: (draft: CountReportDraft) => CountReportDraft
}

/** Reports that are well-formed JSON and yet cannot be believed, or only with care. */
export const countFaults = {
  'empty-value': { draft: (draft) => ({ ...draft, value: [] }) },
  'two-reports': {
    draft: (draft) => ({
      ...draft,
      value: draft.value.flatMap((report) => [report, { ...report, id: `${report.id}-2` }]),
    }),
  },
  'next-link': {
    draft: (draft) => ({
      ...draft,
      '@odata.nextLink': `${draft.address}?$skiptoken=MSZZa1dmNGdBQUFBQUFBQQ_1`,
    }),
  },
  // As OData 4.01 spells it.
  'renamed-next-link': {
    draft: (draft) => ({ ...draft, '@nextLink': `${draft.address}?$skiptoken=MSZZa1dmNGdBQUFBQUFBQQ_1` }),
  },
  'nested-next-link': {
    draft: (draft) => ({
      ...draft,
      value: draft.value.map((report) => ({
        ...report,
        'userRegistrationCounts@odata.nextLink': `${draft.address}?$skip=4`,
      })),
    }),
  },
  'count-mismatch': { draft: (draft) => ({ ...draft, '@odata.count': 2 }) },
  'removed-entry': {
    draft: (draft) => ({
      ...draft,
      value: draft.value.map((report) => ({ ...report, '@removed': { reason: 'changed' } })),
    }),
  },
  'missing-measure': statuses((counts) =>
    counts.filter(({ registrationStatus }) => registrationStatus !== 'mfaRegistered'),
  ),
  // As in the truncated sample of Microsoft's reference page for this function.
  'no-statuses': statuses(() => [{ '@odata.type': 'Microsoft.AAD.Reporting.userRegistrationCount' }]),
  'count-above-population': mfaRegistered((_, population) => Number(population) + 300),
  'negative-count': mfaRegistered(() => -1),
  'fraction-count': mfaRegistered((count) => Number(count) + 0.5),
  'string-counts': {
    draft: (draft) => ({
      ...draft,
      value: draft.value.map((report) => ({
        ...report,
        totalUserCount: String(report.totalUserCount),
        userRegistrationCounts: report.userRegistrationCounts.map((entry) => ({
          ...entry,
          ...('registrationCount' in entry && { registrationCount: String(entry.registrationCount) }),
        })),
      })),
    }),
  },
  'unknown-status': statuses((counts) => [
    ...counts,
    { registrationStatus: 'unknownFutureValue', registrationCount: 7 },
  ]),
  'duplicate-status': statuses((counts) =>
    counts.flatMap((entry) =>
      entry.registrationStatus === 'mfaRegistered' ? [entry, plus(entry, 1)] : [entry],
    ),
  ),
} satisfies Record<string, DraftFault>

function statuses(
  change: (counts: readonly StatusCount[], report: CountReport) => readonly StatusCount[],
): DraftFault {
  return {
    draft: (draft) => ({
      ...draft,
      value: draft.value.map((report) => ({
        ...report,
        userRegistrationCounts: change(report.userRegistrationCounts, report),
      })),
    }),
  }
}

function mfaRegistered(
  change: (count: StatusCount['registrationCount'], population: CountReport['totalUserCount']) => number,
): DraftFault {
  return statuses((counts, { totalUserCount }) =>
    counts.map((entry) =>
      entry.registrationStatus === 'mfaRegistered'
        ? { ...entry, registrationCount: change(entry.registrationCount, totalUserCount) }
        : entry,
    ),
  )
}

function plus(entry: StatusCount, more: number): StatusCount {
  return { ...entry, registrationCount: Number(entry.registrationCount) + more }
}
