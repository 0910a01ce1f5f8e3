import type { Directory } from '../directory.ts'
import type { Incoming } from '../http/incoming.ts'
import { faultIn } from '../faults/fault-in.ts'
import { sharedFaults } from '../faults/shared-faults.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { json, type Reply } from '../http/reply.ts'
import type { Proofs } from '../proofs/proofs.ts'
import type { Tokens } from '../tokens.ts'
import { answerAzurePipelines, azurePipelinesPath } from './azure-pipelines.ts'
import { answerGitHubActions, gitHubActionsPath } from './github-actions.ts'
import {
  answerAppService,
  answerInstanceMetadata,
  appServicePath,
  instanceMetadataPath,
} from './managed-identity.ts'

type Handler = (incoming: Incoming) => Promise<Reply>

/** The places that vouch for a workload, by path; in the world each has a host of its own. */
export function createIssuers(
  directory: Directory,
  tokens: Tokens,
  proofs: Proofs,
): ReadonlyMap<string, Handler> {
  const spoilt = spoiler(directory)
  return new Map<string, Handler>([
    [gitHubActionsPath, spoilt((incoming) => answerGitHubActions(incoming, proofs))],
    [azurePipelinesPath, spoilt((incoming) => answerAzurePipelines(incoming, proofs))],
    [appServicePath, spoilt((incoming) => answerAppService(incoming, directory, tokens, proofs))],
    [instanceMetadataPath, spoilt((incoming) => answerInstanceMetadata(incoming, directory, tokens))],
  ])
}

/** The faults of all issuers together, counted by answer. */
function spoiler({ scenario, elsewhere }: Directory): (answer: Handler) => Handler {
  const nextFaults = scheduleFaults<never, never>(
    scenario.faults.flatMap((spec) =>
      spec.on === 'issuer' ? [{ spec, fault: faultIn(sharedFaults, spec) }] : [],
    ),
  )
  const site = {
    elsewhere,
    outage: (status: number) => json(status, { message: 'The service is not available.' }),
    refuse: (refusal: never) => refusal,
  }
  return (answer) => async (incoming) => {
    const faults = nextFaults(incoming.at)
    return faults.spoilReply(await answer(incoming), site)
  }
}
