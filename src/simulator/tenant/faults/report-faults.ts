import type { CountReportDraft } from '../graph/count-report.ts'
import type { GraphRefusal } from '../graph/refusals.ts'
import { forbidden } from '../graph/refusals.ts'
import { bodyFaults } from './body-faults.ts'
import { clockFaults } from './clock-faults.ts'
import type { Fault } from './fault.ts'
import { countFaults } from './count-faults.ts'
import type { ReportFaultKind } from './kinds.ts'
import { tokenFaults } from './token-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the count report. */
export const reportFaults: Readonly<Record<ReportFaultKind, Fault<CountReportDraft, GraphRefusal>>> = {
  ...sharedFaults,
  ...clockFaults,
  ...bodyFaults,
  ...countFaults,
  ...tokenFaults,
  'licence-403': { reply: (_, site) => site.refuse(forbidden.licence) },
  'permission-403': { reply: (_, site) => site.refuse(forbidden.permission('Reports.Read.All')) },
  'role-403': { reply: (_, site) => site.refuse(forbidden.role) },
  'directory-read-403': { reply: (_, site) => site.refuse(forbidden.directoryRead) },
}
