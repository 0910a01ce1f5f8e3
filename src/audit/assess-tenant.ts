import type { HttpClient } from '@azure/core-rest-pipeline'
import { assess, type AssessmentContext } from '../assess.ts'
import type { Environment } from '../config/environment.ts'
import { shortestPath } from '../config/shortest-path.ts'
import { CouldNotRead } from '../posture/could-not-read.ts'
import type { SourceWish } from '../posture/source.ts'
import { type TenantReading, unread } from '../posture/tenant-reading.ts'
import { readTenant, type TenantAccess } from '../read-tenant.ts'
import type { ReportInput } from '../report/report-input.ts'
import { rulesFrom } from '../rules/from-document.ts'
import { questionsOf } from '../rules/questions.ts'
import type { Stack } from '../rules/stack.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { BaselineStore } from '../snapshots/baseline-store.ts'
import type { AuditTenant } from './audit-tenant.ts'

/** What the assessments of one audit have in common. */
export interface AssessingEdges {
  readonly now: () => Date
  readonly stack: Stack
  readonly baselines: BaselineStore
  /** What the command line says of sources. */
  readonly source: SourceWish | undefined
  /** Of the gate. */
  readonly version: string
  /** Where files are named from in what is kept. */
  readonly directory: string
  /** Ends a reading early; it then throws the signal's reason. */
  readonly interrupt: AbortSignal
  /** One set of sockets for all tenants: a TLS context for each would make memory grow with them. */
  readonly http: HttpClient
  /** Sees what lies behind a failure, which may hold secrets of the tenant's own environment. */
  readonly onFailureIn: (environment: Environment) => (error: CouldNotRead) => void
}

/** One tenant's answer, and what a report or evidence of it is made from. */
export interface Assessed {
  readonly report: AssessmentReport
  readonly input: ReportInput
}

/** Reads and judges one tenant. What could not be found out is in the report; only defects and the interrupt throw. */
export async function assessTenant(
  tenant: AuditTenant,
  edges: AssessingEdges,
  progress?: TenantAccess['progress'],
): Promise<Assessed> {
  const { loaded } = tenant
  const { exclusions, waivers } = loaded
  const { stack, baselines, version, directory } = edges
  const now = edges.now()
  const rules = rulesFrom(loaded, { now, stack })
  const context: AssessmentContext = { now, stack, waivers, baselines, exclusions }
  const asked = {
    questions: questionsOf(rules),
    source: edges.source ?? loaded.document.source,
    exclusions,
    progress,
  }
  const assessment = await assess(rules, () => read(tenant, asked, edges), context)
  const { reportOf } = await import('../report/report-of.ts')
  const rulesOrigin = shortestPath(loaded.origin, directory)
  const input = { assessment, rulesOrigin, stack, now, version }
  return { report: reportOf(input), input }
}

async function read(
  { settings, signIn }: AuditTenant,
  asked: Pick<TenantAccess, 'questions' | 'source' | 'exclusions' | 'progress'>,
  { now, onFailureIn, interrupt, http }: AssessingEdges,
): Promise<TenantReading> {
  try {
    const { choice, environment } = signIn()
    const onFailure = onFailureIn(environment)
    return await readTenant({ ...asked, choice, environment, settings, now, onFailure, interrupt, http })
  } catch (error) {
    // Of signIn alone, which has read no secret then: readTenant has made a value of its own.
    if (!(error instanceof CouldNotRead)) throw error
    onFailureIn({})(error)
    return unread(error.reason)
  }
}
