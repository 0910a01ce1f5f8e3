import type { Directory } from '../directory.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { faultIn } from '../faults/fault-in.ts'
import { summaryFaults } from '../faults/summary-faults.ts'
import { createPeople } from '../people/people.ts'
import { accept, refuse } from './exchange.ts'
import { draftSummary, summaryPath } from './feature-summary.ts'
import type { Resource } from './resource.ts'
import { createSite } from './site.ts'

/**
 * `GET /v1.0/reports/authenticationMethods/usersRegisteredByFeature(…)`. Microsoft documents it for signed-in users
 * only; with which code an app is refused is not known, so it is told which permission it lacks.
 */
export function createFeatureSummary(directory: Directory): Resource {
  const people = createPeople(directory.scenario)
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'summary' ? [{ spec, fault: faultIn(summaryFaults, spec) }] : [],
    ),
  )
  return {
    path: summaryPath,
    methods: ['GET'],
    permission: 'AuditLog.Read.All',
    delegatedOnly: true,
    answer({ at, path }, exchange) {
      const faults = nextFaults(at)
      const draft = draftSummary(people, path)
      if (draft === undefined) return refuse(unknownArgument, exchange)
      const body = {
        '@odata.context':
          'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.userRegistrationFeatureSummary',
        ...faults.spoilDraft(draft),
      }
      return faults.spoilReply(accept(body, exchange), createSite(directory, exchange))
    },
  }
}

const unknownArgument = {
  status: 400,
  code: 'BadRequest',
  message: 'Invalid value for includedUserTypes or includedUserRoles.',
}
