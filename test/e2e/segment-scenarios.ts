/** A tenant of 100,000 users that is read user by user: what `pulumi preview` and `mfa-gate check` must both make of it. */
export interface SegmentScenario {
  readonly title: string
  /** Registered members, of 90,000; 10,000 guests, of whom few are, are to count for nothing. */
  readonly members: number
  /** Registered admins, of 50, who are members too. */
  readonly admins: number
  /** Of the embedded tenant, in its scenario's words. */
  readonly fault?: string
  readonly exitCode: 0 | 1 | 3
  /** Said by check, and by a preview that is refused. */
  readonly says: readonly string[]
  readonly saysNot?: readonly string[]
}

export const segmentRules = `rules:
  - {id: members, measure: mfaRegistered, segment: members, minimum: 95%}
  - {id: admins, measure: mfaRegistered, segment: admins, minimum: 100%}
`

export function tenantOf({ members, admins, fault }: SegmentScenario): string {
  return `
population: 100000
counts: {mfaRegistered: ${members + 2_000}}
permissions: [AuditLog.Read.All]
users: {guests: 10000, guestsRegistered: 2000, admins: 50, adminsRegistered: ${admins}}
${fault === undefined ? '' : `faults: [{on: details, ${fault}}]`}`
}

const wholeLedger = '101 pages, 100,000 rows, 100,000 distinct users, no duplicates.'

export const segmentScenarios: readonly SegmentScenario[] = [
  {
    title: 'members just at their minimum, and every admin',
    members: 85_500,
    admins: 50,
    exitCode: 0,
    says: [
      'At or above the minimum: 85,500 of 90,000 members (95.00 %) are registered for MFA, 95 % required.',
      'At or above the minimum: 50 of 50 admins (100.00 %) are registered for MFA, 100 % required.',
      wholeLedger,
    ],
    saysNot: ['Below', 'Could not'],
  },
  {
    title: 'one admin of fifty is missing',
    members: 88_000,
    admins: 49,
    exitCode: 1,
    says: [
      'Below the minimum: 49 of 50 admins (98.00 %) are registered for MFA, 100 % required.',
      '1 more admin must register.',
      'userRegistrationDetails, because the rules ask for segments;',
      wholeLedger,
    ],
    saysNot: ['Below the minimum: 88,000'],
  },
  {
    title: 'one member of ninety thousand is missing',
    members: 85_499,
    admins: 50,
    exitCode: 1,
    says: [
      'Below the minimum: 85,499 of 90,000 members (94.99 %) are registered for MFA, 95 % required.',
      '1 more member must register.',
      wholeLedger,
    ],
    saysNot: ['Below the minimum: 50 of 50'],
  },
  {
    title: 'a page in the middle has no users in it, and the last one is not asked for',
    members: 88_000,
    admins: 50,
    fault: 'kind: missing-value, after: 50',
    exitCode: 3,
    says: [
      'Could not determine: ',
      'a page has no value',
      'Pages: 51 requests, 50 pages, 49,950 rows, 49,950 distinct users, no duplicates.',
    ],
    saysNot: ['Below', 'At or above'],
  },
]
