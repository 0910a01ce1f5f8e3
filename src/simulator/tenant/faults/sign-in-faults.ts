import type { SignInDay, SignInDraft } from '../graph/sign-in-summary.ts'
import type { GraphRefusal } from '../graph/refusals.ts'
import { bodyFaults } from './body-faults.ts'
import { clockFaults } from './clock-faults.ts'
import type { Fault } from './fault.ts'
import { refusalFaults } from './refusal-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the summary of sign-ins. */
export const signInFaults = {
  ...sharedFaults,
  ...clockFaults,
  ...bodyFaults,
  ...refusalFaults('AuditLog.Read.All'),
  // As in Microsoft's own sample.
  'sample-sums': days((day) => ({
    ...day,
    totalSignIns: 1_000,
    singleFactorSignIns: 100,
    multiFactorSignIns: 9_900,
  })),
  'sums-above-total': days((day) => ({ ...day, totalSignIns: Number(day.totalSignIns) - 1 })),
  'sums-below-total': days((day) => ({ ...day, totalSignIns: Number(day.totalSignIns) + 1 })),
  'null-sums': days((day) => ({ ...day, multiFactorSignIns: null })),
  'negative-sums': days((day) => ({ ...day, singleFactorSignIns: -1 })),
  'fraction-sums': days((day) => ({ ...day, multiFactorSignIns: 0.5 })),
  'string-sums': days((day) => ({
    ...day,
    totalSignIns: String(day.totalSignIns),
    singleFactorSignIns: String(day.singleFactorSignIns),
    multiFactorSignIns: String(day.multiFactorSignIns),
  })),
  'no-sign-ins': days((day) => ({
    ...day,
    totalSignIns: 0,
    singleFactorSignIns: 0,
    multiFactorSignIns: 0,
  })),
  'no-days': { draft: (draft) => ({ ...draft, value: [] }) },
  'no-value': { draft: ({ value: _, ...draft }) => draft },
  'no-dates': days((day) => ({ ...day, createdDateTime: 'yesterday' })),
  'today-alone': { draft: (draft) => ({ ...draft, value: draft.value?.slice(0, 1) ?? [] }) },
  'one-day-late': { draft: (draft) => ({ ...draft, value: draft.value?.slice(2) ?? [] }) },
  'day-twice': {
    draft: (draft) => ({ ...draft, value: (draft.value ?? []).flatMap((day) => [day, day]) }),
  },
  'next-link': { draft: withMore },
  'next-link-too-early': {
    draft: (draft) => withMore({ ...draft, value: draft.value?.slice(2) ?? [] }),
  },
} as const satisfies Record<string, Fault<SignInDraft, GraphRefusal>>

function days(change: (day: SignInDay) => SignInDay) {
  return {
    draft: (draft: SignInDraft): SignInDraft => ({ ...draft, value: (draft.value ?? []).map(change) }),
  }
}

function withMore(draft: SignInDraft): SignInDraft {
  return { ...draft, '@odata.nextLink': 'https://graph.microsoft.com/beta/?$skiptoken=1' }
}
