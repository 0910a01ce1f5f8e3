import type { DetailsDraft, DetailsRow } from '../graph/details-page.ts'
import type { GraphRefusal } from '../graph/refusals.ts'
import { bodyFaults } from './body-faults.ts'
import type { Fault } from './fault.ts'
import { pageFaults } from './page-faults.ts'
import { refusalFaults } from './refusal-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the per-user report, each answer being one page. */
export const detailsFaults = {
  ...sharedFaults,
  ...bodyFaults,
  ...refusalFaults('AuditLog.Read.All'),
  ...pageFaults,
  // The page that was asked for leads to itself.
  'repeat-next-link': { draft: (draft) => ({ ...draft, nextLink: draft.address }) },
  // As OData 4.01 spells it.
  'renamed-next-link': { draft: (draft) => ({ ...draft, nextLinkKey: '@nextLink' }) },
  'foreign-next-link': {
    draft: (draft) => ({ ...draft, nextLink: draft.elsewhere }),
  },
  'other-next-link': link((address) =>
    address.replace('userRegistrationDetails', 'usersRegisteredByFeature'),
  ),
  'narrowed-next-link': link((address) => `${address}&$filter=isMfaRegistered eq true`),
  // As though this page were the last one.
  'ends-early': { draft: ({ nextLink: _, ...draft }) => draft },
  'count-mismatch': { draft: (draft) => ({ ...draft, count: (draft.value?.length ?? 0) + 1 }) },
  'missing-value': { draft: ({ value: _, ...draft }) => draft },
  'row-without-flag': firstRow(({ isMfaRegistered: _, isMfaCapable: __, ...row }) => row),
  'row-without-id': firstRow(({ id: _, ...row }) => row),
  'row-without-name': firstRow((row) => ({ ...row, userPrincipalName: null, userDisplayName: null })),
  'row-without-type': firstRow((row) => ({ ...row, userType: 'unknownFutureValue' })),
  // As of a collection that may be null.
  'row-without-methods': firstRow(({ methodsRegistered: _, ...row }) => row),
  'rows-without-methods': rows(({ methodsRegistered: _, ...row }) => row),
  'null-methods': rows((row) => ({ ...row, methodsRegistered: null })),
  // As when fido2 became passKeyDeviceBound.
  'renamed-methods': rows((row) => ({ ...row, methodsRegistered: renamed(row['methodsRegistered']) })),
  // Whatever was selected, with the members of beta, enumerations that are empty, and one that is to come.
  'whole-rows': rows((row) => ({
    '@odata.type': '#microsoft.graph.userRegistrationDetails',
    ...{ userPrincipalName: '', userDisplayName: null, userType: 'member', isAdmin: null },
    ...row,
    ...{ isSystemPreferredAuthenticationMethodEnabled: null, systemPreferredAuthenticationMethods: [] },
    ...{ userPreferredMethodForSecondaryAuthentication: '', defaultMfaMethod: 'none' },
    ...{ lastUpdatedDateTime: '2026-11-21T00:00:00Z', authenticationMethodsToCome: { passkeys: [null] } },
  })),
  'duplicate-rows': {
    draft: (draft) => ({ ...draft, value: [...(draft.value ?? []), ...(draft.value?.slice(0, 2) ?? [])] }),
  },
  // The same user with an id in the spelling of the Windows registry.
  'braced-duplicate': {
    draft: (draft) => ({
      ...draft,
      value: [
        ...(draft.value ?? []),
        ...(draft.value?.slice(0, 1) ?? []).map((row) => ({
          ...row,
          id: `{${String(row['id']).toUpperCase()}}`,
        })),
      ],
    }),
  },
  'removed-row': firstRow((row) => ({ ...row, '@removed': { reason: 'deleted' } })),
  'ignored-filter': filtered((_, whole) => whole()),
  'empty-filter': filtered(({ nextLink: _, ...draft }) => ({ ...draft, value: [] })),
  'refused-filter': filtered((draft) => ({ ...draft, refusal: invalidFilter })),
  // A row that only says so of itself.
  'unsaid-admin': filtered((draft) => ({
    ...draft,
    value: draft.value?.map((row, index) => (index === 0 ? { ...row, isAdmin: null } : row)) ?? [],
  })),
  // Only who comes with a token can be told that it has expired.
  'skip-token-400': {
    draft: (draft) => (draft.skipToken === undefined ? draft : { ...draft, refusal: expiredSkipToken }),
  },
} as const satisfies Record<string, Fault<DetailsDraft, GraphRefusal>>

const expiredSkipToken: GraphRefusal = {
  status: 400,
  code: 'Directory_ExpiredPageToken',
  message: 'The specified page token value has expired and can no longer be included in your request.',
}

/** As of a query option that the page of the report does not name. */
const invalidFilter: GraphRefusal = { status: 400, code: 'BadRequest', message: 'Invalid filter clause' }

/** What befalls those who ask for a part alone. */
function filtered(change: (draft: DetailsDraft, whole: () => DetailsDraft) => DetailsDraft) {
  return {
    draft: (draft: DetailsDraft): DetailsDraft =>
      draft.unfiltered === undefined ? draft : change(draft, draft.unfiltered),
  }
}

function link(change: (address: string) => string) {
  return {
    draft: ({ nextLink, ...draft }: DetailsDraft): DetailsDraft =>
      nextLink === undefined ? draft : { ...draft, nextLink: change(nextLink) },
  }
}

function firstRow(change: (row: DetailsRow) => DetailsRow) {
  return rows((row, index) => (index === 0 ? change(row) : row))
}

function rows(change: (row: DetailsRow, index: number) => DetailsRow) {
  return {
    draft: (draft: DetailsDraft): DetailsDraft => ({ ...draft, value: draft.value?.map(change) ?? [] }),
  }
}

function renamed(methods: unknown): unknown {
  return Array.isArray(methods) ? methods.map((value) => `${String(value)}V2`) : methods
}
