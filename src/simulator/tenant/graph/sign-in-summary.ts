import type { Scenario } from '../scenario/schema.ts'

/** One day; the numbers may be anything where a fault has changed them. */
export interface SignInDay {
  readonly id: string
  readonly createdDateTime: unknown
  readonly totalSignIns: unknown
  readonly singleFactorSignIns: unknown
  readonly multiFactorSignIns: unknown
}

/** The wire shape of the summary: a collection, the newest day first. */
export interface SignInDraft {
  readonly '@odata.nextLink'?: string
  readonly value?: readonly SignInDay[]
}

export const signInSummaryPath = '/beta/reports/authenticationMethods/userMfaSignInSummary'

const dayMs = 86_400_000

/** Today so far, and three days before it; as many each day where the scenario does not say otherwise. */
export function draftSignIns({ population, counts, signIns }: Scenario, at: Date): SignInDraft {
  const total = signIns?.total ?? population
  const multi = signIns?.multiFactor ?? Math.min(total, counts.mfaRegistered ?? 0)
  return {
    value: [0, 1, 2, 3].map((ago) => {
      const day = new Date(at.getTime() - ago * dayMs)
      const [all, some] = ago === 0 ? [Math.floor(total / 2), 0] : [total, multi]
      return {
        id: `day-${ago}`,
        createdDateTime: `${day.toISOString().slice(0, 10)}T16:19:18Z`,
        totalSignIns: all,
        singleFactorSignIns: all - some,
        multiFactorSignIns: some,
      }
    }),
  }
}
