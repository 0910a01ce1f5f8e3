import type { Directory } from '../directory.ts'

/** The wire shape of the count report; wide enough for what its faults make of it. */
export interface CountReportDraft {
  /** Where the report was asked for; not sent. */
  readonly address: string
  readonly '@odata.nextLink'?: string
  readonly '@nextLink'?: string
  readonly '@odata.count'?: number
  readonly value: readonly CountReport[]
}

export interface CountReport {
  readonly id: string
  readonly totalUserCount: number | string
  readonly 'userRegistrationCounts@odata.nextLink'?: string
  readonly '@removed'?: { readonly reason: string }
  readonly userRegistrationCounts: readonly StatusCount[]
}

export interface StatusCount {
  readonly '@odata.type'?: string
  readonly registrationStatus?: string
  readonly registrationCount?: number | string
}

export const countReportPath = '/beta/reports/getCredentialUserRegistrationCount'

/** The statuses in the order in which Microsoft's reference page shows them. */
const statuses = ['registered', 'enabled', 'capable', 'mfaRegistered'] as const

export function draftCountReport({ origin, tenantId, scenario }: Directory): CountReportDraft {
  return {
    address: `${origin}${countReportPath}`,
    value: [
      {
        id: tenantId,
        totalUserCount: scenario.population,
        userRegistrationCounts: statuses.flatMap((registrationStatus) => {
          const registrationCount = scenario.counts[registrationStatus]
          return registrationCount === undefined ? [] : [{ registrationStatus, registrationCount }]
        }),
      },
    ],
  }
}

export function countReportBody({ address: _, ...collection }: CountReportDraft): object {
  return {
    '@odata.context':
      'https://graph.microsoft.com/beta/$metadata#Collection(microsoft.graph.credentialUserRegistrationCount)',
    ...collection,
  }
}
