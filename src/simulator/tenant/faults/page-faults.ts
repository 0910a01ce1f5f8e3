import type { DetailsDraft } from '../graph/details-page.ts'

export interface PageFault {
  readonly draft: (draft: DetailsDraft) => DetailsDraft
}

type Loose = Readonly<Record<string, unknown>>

/** Next links and pages by which a walk comes to another number, or to no end. */
export const pageFaults = {
  // Each page is empty and leads to a new address.
  'endless-empty-pages': {
    draft: (draft) => ({ ...draft, value: [], nextLink: `${draft.address}&fresh=${Math.random()}` }),
  },
  'endless-same-rows': {
    draft: (draft) => ({
      ...draft,
      nextLink: `${draft.address.replace(/&fresh=.*/, '')}&fresh=${Math.random()}`,
    }),
  },
  'next-link-to-the-first': link((address) => address.replace(/[?&]\$skiptoken=[^&]*/, '')),
  'next-link-skips-a-page': link((address) =>
    address.replace(/_(\d+)$/, (_, at) => `_${Number(at) + 1_000}`),
  ),
  'next-link-plain-http': link((address) => address.replace('https:', 'http:')),
  'next-link-other-port': link((address) => address.replace(/:\d+\//, ':9/')),
  'next-link-credentials': link((address) => address.replace('https://', 'https://graph.microsoft.com@')),
  'next-link-backslash': link((address) => address.replace(/^https:\/\//, 'https:\\\\')),
  'next-link-relative': link((address) => new URL(address).pathname + new URL(address).search),
  'next-link-no-scheme': link((address) => address.replace('https:', '')),
  'next-link-empty': link(() => ''),
  'next-link-blank': link(() => '   '),
  'next-link-broken': link(() => 'https://[::'),
  'next-link-null': loose((draft) => ({ ...draft, nextLink: null })),
  'next-link-number': loose((draft) => ({ ...draft, nextLink: 2 })),
  'next-link-object': loose((draft) => ({ ...draft, nextLink: { href: draft['nextLink'] } })),
  'next-link-fragment': link((address) => `${address}#page`),
  'next-link-escapes': link((address) => `${address}%1b[31m`),
  'next-link-of-a-megabyte': link((address) => `${address}&x=${'a'.repeat(1_000_000)}`),
  'next-link-dot-segments': link((address) => address.replace('/v1.0/', '/v1.0/x/../')),
  'next-link-beta': link((address) => address.replace('/v1.0/', '/beta/')),
  'next-link-encoded-path': link((address) =>
    address.replace('userRegistrationDetails', 'user%52egistrationDetails'),
  ),
  'next-link-searches': link((address) => `${address}&$search="a"`),
  'next-link-filters-encoded': link((address) => `${address}&%24filter=isMfaRegistered%20eq%20true`),
  'next-link-fewer-members': link((address) => address.replace(/\$select=[^&]*/, '$select=id')),
  'next-link-top-1': link((address) => address.replace(/\$top=\d+/, '$top=1')),
  'value-null': loose((draft) => ({ ...draft, value: null })),
  'value-object': loose((draft) => ({ ...draft, value: { ...(draft['value'] as object) } })),
  'value-text': loose((draft) => ({ ...draft, value: 'rows' })),
  'row-null': rows((list) => [...list, null]),
  'row-text': rows((list) => [...list, 'row']),
  'row-list': rows((list) => [...list, []]),
  'row-empty': rows((list) => [...list, {}]),
  'row-flag-text': row({ isMfaRegistered: 'true' }),
  'row-flag-number': row({ isMfaRegistered: 1 }),
  'row-flag-null': row({ isMfaRegistered: null }),
  'row-id-empty': row({ id: '' }),
  'row-id-number': row({ id: 7 }),
  'row-id-of-a-megabyte': row({ id: 'a'.repeat(1_000_000) }),
  'row-id-zero': row({ id: '00000000-0000-0000-0000-000000000000' }),
  'row-type-null': row({ userType: null }),
  'rows-twice-in-other-case': rows((list) => [
    ...list,
    ...list.slice(0, 3).map((one) => ({ ...(one as Loose), id: String((one as Loose)['id']).toUpperCase() })),
  ]),
  'rows-missing': rows((list) => list.slice(0, -10)),
  'no-rows': rows(() => []),
  'delta-link': loose((draft) => ({ ...draft, nextLinkKey: '@odata.deltaLink' })),
  'count-of-none': loose((draft) => ({ ...draft, count: 0 })),
  'count-text': loose((draft) => ({ ...draft, count: 'many' })),
} as const satisfies Record<string, PageFault>

/** What goes over the wire need not be what the type of a draft says: that is the fault. */
function loose(change: (draft: Loose) => Loose): PageFault {
  return { draft: (given) => change(given as unknown as Loose) as unknown as DetailsDraft }
}

function link(change: (address: string) => string): PageFault {
  return {
    draft: ({ nextLink, ...draft }) =>
      nextLink === undefined ? draft : { ...draft, nextLink: change(nextLink) },
  }
}

function rows(change: (list: readonly unknown[]) => readonly unknown[]): PageFault {
  return loose((draft) => ({ ...draft, value: change((draft['value'] ?? []) as readonly unknown[]) }))
}

function row(members: Loose): PageFault {
  return rows((list) => list.map((one, index) => (index === 0 ? { ...(one as Loose), ...members } : one)))
}
