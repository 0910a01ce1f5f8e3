import type { DirectoryDraft, DirectoryRow } from '../graph/directory-page.ts'
import { forbidden, type GraphRefusal, notFound } from '../graph/refusals.ts'
import { bodyFaults } from './body-faults.ts'
import type { Fault } from './fault.ts'
import { sharedFaults } from './shared-faults.ts'
import { tokenFaults } from './token-faults.ts'

/** Faults of lists of the directory, each answer being one page. */
export const directoryFaults = {
  ...sharedFaults,
  ...bodyFaults,
  ...tokenFaults,
  'privileges-403': { reply: (_, site) => site.refuse(forbidden.privileges) },
  'absent-404': { reply: (_, site) => site.refuse(notFound('an id that was just there')) },
  'repeat-next-link': { draft: (draft) => ({ ...draft, nextLink: draft.address }) },
  'renamed-next-link': { draft: (draft) => ({ ...draft, nextLinkKey: '@nextLink' }) },
  'foreign-next-link': { draft: (draft) => ({ ...draft, nextLink: draft.elsewhere }) },
  'other-next-link': link((address) => address.replace('/v1.0/', '/v1.0/deletedItems/')),
  'narrowed-next-link': link((address) => `${address}&$filter=accountEnabled eq true`),
  // As though this page were the last one.
  'ends-early': { draft: ({ nextLink: _, ...draft }) => draft },
  'count-mismatch': { draft: (draft) => ({ ...draft, count: (draft.count ?? 0) + 1 }) },
  'missing-value': { draft: ({ value: _, ...draft }) => draft },
  'row-without-id': rows(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, id: undefined }, ...others],
  ),
  'duplicate-rows': rows((all) => [...all, ...all.slice(0, 2)]),
  'removed-row': rows(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, '@removed': { reason: 'deleted' } }, ...others],
  ),
  // Nothing but who it is.
  'row-without-facts': rows(([first, ...others]) =>
    first === undefined ? [] : [{ id: first['id'] }, ...others],
  ),
  'row-with-odd-facts': rows(([first, ...others]) =>
    first === undefined
      ? []
      : [
          { ...first, createdDateTime: 'lately', employeeHireDate: 'soon', assignedLicenses: null },
          ...others,
        ],
  ),
  // Only who comes with a token can be told that it has expired.
  'skip-token-400': {
    draft: (draft) => (draft.skipToken === undefined ? draft : { ...draft, refusal: expired }),
  },
} as const satisfies Record<string, Fault<DirectoryDraft, GraphRefusal>>

const expired: GraphRefusal = {
  status: 400,
  code: 'Directory_ExpiredPageToken',
  message: 'The specified page token value has expired and can no longer be included in your request.',
}

function link(change: (address: string) => string) {
  return {
    draft: ({ nextLink, ...draft }: DirectoryDraft): DirectoryDraft =>
      nextLink === undefined ? draft : { ...draft, nextLink: change(nextLink) },
  }
}

function rows(change: (all: readonly DirectoryRow[]) => readonly DirectoryRow[]) {
  return {
    draft: (draft: DirectoryDraft): DirectoryDraft => ({ ...draft, value: change(draft.value ?? []) }),
  }
}
