import type { CountReportDraft } from '../graph/count-report.ts'

export interface NumberFault {
  readonly draft: (draft: CountReportDraft) => CountReportDraft
}

type Loose = Readonly<Record<string, unknown>>

/** Numbers and shapes of the count report that a lenient reader makes something of. */
export const numberFaults = {
  'total-zero': total(0),
  'total-missing': report(({ totalUserCount: _, ...rest }) => rest),
  'total-null': total(null),
  'total-true': total(true),
  'total-negative': total(-1),
  'total-fraction': total(23_123.5),
  'total-beyond-safe': total(2 ** 60),
  'total-list': total([33]),
  'total-text-empty': total(''),
  'total-text-spaces': total(' 33 '),
  'total-text-hexadecimal': total('0x21'),
  'total-text-exponent': total('3e1'),
  'total-text-grouped': total('23,123'),
  'total-text-digits-of-others': total('٣٣'),
  'total-equals-registered': report((one) => ({ ...one, totalUserCount: 'x33' })),
  'count-null': count(null),
  'count-true': count(true),
  'count-list': count([23_000]),
  'count-object': count({ value: 23_000 }),
  'count-text-exponent': count('23e3'),
  'count-text-sign': count('+23000'),
  'count-text-minus-zero': count('-0'),
  'count-text-percent': count('99%'),
  'count-beyond-safe': count(2 ** 60),
  'count-missing': entries((list) => list.map(({ registrationCount: _, ...rest }) => rest)),
  'status-upper-case': status('MFAREGISTERED'),
  'status-spaces': status(' mfaRegistered '),
  'status-number': status(3),
  'status-null': status(null),
  'status-list': status(['mfaRegistered']),
  // Microsoft's method page writes them so.
  'names-of-the-sample': entries((list) =>
    list.map((entry) => ({
      userRegistrationStatus: entry['registrationStatus'],
      userRegistationCount: entry['registrationCount'],
    })),
  ),
  'entries-missing': report(({ userRegistrationCounts: _, ...rest }) => rest),
  'entries-null': report((one) => ({ ...one, userRegistrationCounts: null })),
  'entries-object': report((one) => ({ ...one, userRegistrationCounts: { mfaRegistered: 23_000 } })),
  'entry-null': entries((list) => [...list, null]),
  'entry-of-entries': entries((list) => [list]),
  'all-zero': entries((list) => list.map((entry) => ({ ...entry, registrationCount: 0 }))),
  'value-missing': draft(({ value: _, ...rest }) => rest),
  'value-null': draft((one) => ({ ...one, value: null })),
  'value-object': draft((one) => ({ ...one, value: (one['value'] as readonly unknown[])[0] })),
  'value-text': draft((one) => ({ ...one, value: JSON.stringify(one['value']) })),
  'value-of-lists': draft((one) => ({ ...one, value: [one['value']] })),
  'value-twice-the-same': draft((one) => {
    const value = one['value'] as readonly unknown[]
    return { ...one, value: [...value, ...value] }
  }),
  'report-null': draft((one) => ({ ...one, value: [null] })),
  'delta-link': draft((one) => ({ ...one, '@odata.deltaLink': `${String(one['address'])}?$deltatoken=1` })),
  'more-to-come': draft((one) => ({ ...one, hasMore: true })),
  'count-of-none': draft((one) => ({ ...one, '@odata.count': 0 })),
  'count-no-number': draft((one) => ({ ...one, '@odata.count': 'one' })),
  'members-of-tomorrow': report((one) => ({ ...one, asOf: '2099-01-01', nested: { more: [1, 2, 3] } })),
} as const satisfies Record<string, NumberFault>

/** What goes over the wire need not be what the type of a draft says: that is the fault. */
function draft(change: (draft: Loose) => Loose): NumberFault {
  return { draft: (given) => change(given as unknown as Loose) as unknown as CountReportDraft }
}

function report(change: (report: Loose) => Loose): NumberFault {
  return draft((given) => ({ ...given, value: (given['value'] as readonly Loose[]).map(change) }))
}

function total(totalUserCount: unknown): NumberFault {
  return report((one) => ({ ...one, totalUserCount }))
}

function entries(change: (list: readonly Loose[]) => readonly unknown[]): NumberFault {
  return report((one) => ({
    ...one,
    userRegistrationCounts: change(one['userRegistrationCounts'] as readonly Loose[]),
  }))
}

function count(registrationCount: unknown): NumberFault {
  return entries((list) =>
    list.map((entry) =>
      entry['registrationStatus'] === 'mfaRegistered' ? { ...entry, registrationCount } : entry,
    ),
  )
}

function status(registrationStatus: unknown): NumberFault {
  return entries((list) =>
    list.map((entry) =>
      entry['registrationStatus'] === 'mfaRegistered' ? { ...entry, registrationStatus } : entry,
    ),
  )
}
