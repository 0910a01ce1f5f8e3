import type { Directory } from '../directory.ts'
import { faultIn } from '../faults/fault-in.ts'
import { reportFaults } from '../faults/report-faults.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { countReportBody, countReportPath, draftCountReport } from './count-report.ts'
import { accept } from './exchange.ts'
import type { Resource } from './resource.ts'
import { createSite } from './site.ts'

/** `GET /beta/reports/getCredentialUserRegistrationCount`. Faults count the requests that got past token and permission. */
export function createCountReport(directory: Directory): Resource {
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'report' ? [{ spec, fault: faultIn(reportFaults, spec) }] : [],
    ),
  )
  return {
    path: countReportPath,
    methods: ['GET'],
    permission: 'Reports.Read.All',
    answer({ at }, exchange) {
      const faults = nextFaults(at)
      const body = countReportBody(faults.spoilDraft(draftCountReport(directory)))
      return faults.spoilReply(accept(body, exchange), createSite(directory, exchange))
    },
  }
}
