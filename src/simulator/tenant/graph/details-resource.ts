import type { Directory } from '../directory.ts'
import { faultIn } from '../faults/fault-in.ts'
import { detailsFaults } from '../faults/details-faults.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { createPeople } from '../people/people.ts'
import { detailsBody, detailsPath, draftDetails, readQuery } from './details-page.ts'
import { accept, refuse } from './exchange.ts'
import type { Resource } from './resource.ts'
import { createSite } from './site.ts'

/** `GET /v1.0/reports/authenticationMethods/userRegistrationDetails`. Every page counts as an answer of its own. */
export function createDetailsReport(directory: Directory): Resource {
  const people = createPeople(directory.scenario)
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'details' ? [{ spec, fault: faultIn(detailsFaults, spec) }] : [],
    ),
  )
  return {
    path: detailsPath,
    methods: ['GET'],
    permission: 'AuditLog.Read.All',
    answer({ at, query: asked }, exchange) {
      const query = readQuery(asked)
      if ('refused' in query) return refuse(query.refused, exchange)
      const faults = nextFaults(at)
      const draft = faults.spoilDraft(draftDetails(directory, people, query, asked))
      const ordinary =
        draft.refusal === undefined ? accept(detailsBody(draft), exchange) : refuse(draft.refusal, exchange)
      return faults.spoilReply(ordinary, createSite(directory, exchange))
    },
  }
}
