import type { Directory } from '../directory.ts'
import { faultIn } from '../faults/fault-in.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { signInFaults } from '../faults/sign-in-faults.ts'
import { accept } from './exchange.ts'
import type { Resource } from './resource.ts'
import { draftSignIns, signInSummaryPath } from './sign-in-summary.ts'
import { createSite } from './site.ts'

/** `GET /beta/reports/authenticationMethods/userMfaSignInSummary`, for apps and signed-in users. */
export function createSignInSummary(directory: Directory): Resource {
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'signIns' ? [{ spec, fault: faultIn(signInFaults, spec) }] : [],
    ),
  )
  return {
    path: signInSummaryPath,
    methods: ['GET'],
    permission: 'AuditLog.Read.All',
    answer({ at }, exchange) {
      const faults = nextFaults(at)
      const body = {
        '@odata.context':
          'https://graph.microsoft.com/beta/$metadata#reports/authenticationMethods/userMfaSignInSummary',
        ...faults.spoilDraft(draftSignIns(directory.scenario, at)),
      }
      return faults.spoilReply(accept(body, exchange), createSite(directory, exchange))
    },
  }
}
