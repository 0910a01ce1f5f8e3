import { methodsRead } from '../../report/methods-read.ts'
import type { PastMethods } from '../../rules/trend-point.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import type { Tables } from '../tables/tables.ts'

export const methodColumns = [
  'verdict.device_bound',
  'verdict.synced',
  'verdict.other_mfa',
  'verdict.phone_only',
  'verdict.no_method',
  'verdict.not_classified',
] as const

type MethodCells = Pick<
  Tables['mfa_gate_verdict'],
  'device_bound' | 'synced' | 'other_mfa' | 'phone_only' | 'no_method' | 'not_classified'
>

/** Users by their methods in a row; null where the answer does not rest on methods. */
export function methodCells(verdict: AssessmentReport['verdicts'][number]): MethodCells {
  const { users, unclassified = null } = methodsRead(verdict) ?? {}
  return {
    device_bound: users?.deviceBound ?? null,
    synced: users?.synced ?? null,
    other_mfa: users?.otherMfa ?? null,
    phone_only: users?.phone ?? null,
    no_method: users?.none ?? null,
    not_classified: unclassified,
  }
}

/** The same taken out again. */
export function methodsIn(row: MethodCells): PastMethods | null {
  const { device_bound: deviceBound, synced, other_mfa: otherMfa, phone_only: phone, no_method: none } = row
  return deviceBound === null
    ? null
    : {
        ...{ deviceBound, synced: synced ?? 0, otherMfa: otherMfa ?? 0, phone: phone ?? 0, none: none ?? 0 },
        unclassified: row.not_classified ?? 0,
      }
}
