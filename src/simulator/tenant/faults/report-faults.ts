import type { CountReportDraft } from '../graph/count-report.ts'
import type { GraphRefusal } from '../graph/refusals.ts'
import { forbidden } from '../graph/refusals.ts'
import { bodyFaults } from './body-faults.ts'
import { clockFaults } from './clock-faults.ts'
import type { Fault } from './fault.ts'
import { countFaults } from './count-faults.ts'
import { numberFaults } from './number-faults.ts'
import { refusalFaults } from './refusal-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the count report. */
export const reportFaults = {
  ...sharedFaults,
  ...clockFaults,
  ...bodyFaults,
  ...countFaults,
  ...numberFaults,
  ...refusalFaults('Reports.Read.All'),
  'directory-read-403': { reply: (_, site) => site.refuse(forbidden.directoryRead) },
} as const satisfies Record<string, Fault<CountReportDraft, GraphRefusal>>
