import { shortestPath } from '../config/shortest-path.ts'
import { assess } from '../gate/assess.ts'
import { prepare, type Setup } from '../gate/prepare.ts'
import { type Access, readTenant } from '../gate/read.ts'
import type { ReportInput } from '../report/report-of.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { AuditTenant } from './audit-tenant.ts'

/** What the assessments of one audit have in common; one set of sockets too, as a TLS context each would make memory grow. */
export interface AssessingEffects
  extends
    Pick<Setup, 'stack' | 'baselines' | 'source'>,
    Pick<Access, 'environment' | 'directory' | 'now' | 'interrupt' | 'http' | 'onFailure' | 'turns'> {
  /** Of the gate. */
  readonly version: string
}

/** One tenant's answer, and what a report or evidence of it is made from. */
export interface TenantAssessment {
  readonly report: AssessmentReport
  readonly input: ReportInput
}

/** Reads and judges one tenant. What could not be found out is in the report; only defects and the interrupt throw. */
export async function assessTenant(
  { loaded, settings, signIn }: AuditTenant,
  effects: AssessingEffects,
  progress?: Access['progress'],
): Promise<TenantAssessment> {
  const { version, directory } = effects
  const origin = shortestPath(loaded.origin, directory)
  const gate = prepare({ ...effects, loaded: { ...loaded, origin }, now: effects.now() })
  const assessment = await assess(gate, () =>
    readTenant(gate.inquiry, { ...effects, settings, signIn, progress }),
  )
  const { reportOf } = await import('../report/report-of.ts')
  const input = { assessment, version }
  return { report: reportOf(input), input }
}
