import { assess } from '../../../src/gate/assess.ts'
import type { Reading } from '../../../src/model/snapshot.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import type { AssessmentReport } from '../../../src/schemas/assessment-report.ts'
import { context, readingsOf, ruleOf, snapshotOf } from '../../support/make.ts'

export const contoso = '0b1c2d3e-0000-4000-8000-00000000000a'
export const fabrikam = '0b1c2d3e-0000-4000-8000-00000000000b'

interface Judged {
  readonly at?: string
  readonly tenantId?: string
  readonly registered?: number
  readonly population?: number
  readonly minimum?: string
}

/** A report with two rules, made by the gate itself; `mfa` is the one whose numbers are given. */
export async function reportWith(judged: Judged = {}): Promise<AssessmentReport> {
  const { at = '2026-11-22T10:00:05.000Z', tenantId = contoso, registered = 33, population = 100 } = judged
  const rules = [
    ruleOf({ id: 'mfa', minimum: judged.minimum ?? '95%' }),
    ruleOf({ id: 'sspr', measure: 'ssprRegistered', minimum: '10%' }),
  ]
  const read = snapshotOf(population, { mfaRegistered: registered, ssprRegistered: population })
  const snapshot = { ...read, tenantId, provenance: { ...read.provenance, receivedAt: at } }
  return reportOn({ kind: 'snapshot', snapshot }, rules, at)
}

/** What a check reports that could not sign in. */
export async function unreadReport(at = '2026-11-22T10:00:05.000Z'): Promise<AssessmentReport> {
  return reportOn(
    { kind: 'undetermined', reason: { code: 'credential-missing', missing: ['AZURE_TENANT_ID'] } },
    [ruleOf({ id: 'mfa' })],
    at,
  )
}

async function reportOn(
  reading: Reading,
  rules: readonly ReturnType<typeof ruleOf>[],
  at: string,
): Promise<AssessmentReport> {
  const now = new Date(at)
  const assessment = await assess({ ...context, now, rules: [...rules] }, async () => readingsOf(reading))
  return reportOf({ assessment, version: '1.2.3' })
}
