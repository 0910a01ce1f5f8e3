import type { Directory } from '../directory.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
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

type Answer = (incoming: Incoming) => Promise<Reply>

/** The places that vouch for a workload, by path; in the world each has a host of its own. */
export function createIssuers(
  directory: Directory,
  tokens: Tokens,
  proofs: Proofs,
): ReadonlyMap<string, Answer> {
  return new Map<string, Answer>([
    [gitHubActionsPath, (incoming) => answerGitHubActions(incoming, proofs)],
    [azurePipelinesPath, (incoming) => answerAzurePipelines(incoming, proofs)],
    [appServicePath, (incoming) => answerAppService(incoming, directory, tokens, proofs)],
    [instanceMetadataPath, (incoming) => answerInstanceMetadata(incoming, directory, tokens)],
  ])
}
