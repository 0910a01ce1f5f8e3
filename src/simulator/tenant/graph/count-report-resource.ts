import type { Directory } from '../directory.ts'
import type { Site } from '../faults/fault.ts'
import { reportFaults } from '../faults/report-faults.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { withHeaders } from '../http/reply.ts'
import { countReportBody, countReportPath, draftCountReport } from './count-report.ts'
import { accept, type Exchange, refuse } from './exchange.ts'
import { type GraphRefusal, outages } from './refusals.ts'
import type { Resource } from './resource.ts'

/** `GET /beta/reports/getCredentialUserRegistrationCount`. Faults count the requests that got past token and permission. */
export function createCountReport(directory: Directory): Resource {
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'report' ? [{ spec, fault: reportFaults[spec.kind] }] : [],
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

function createSite({ elsewhere, tenantId, clientId }: Directory, exchange: Exchange): Site<GraphRefusal> {
  const throttleHeaders = {
    'x-ms-throttle-limit-percentage': '1.4',
    'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${clientId}/${tenantId}`,
    'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
  }
  return {
    elsewhere,
    refuse: (refusal) => refuse(refusal, exchange),
    outage: (status) => withHeaders(refuse(outages[status], exchange), status === 429 ? throttleHeaders : {}),
  }
}
