import type { Environment } from '../../config/settings.ts'
import { chooseFromArm } from './arm.ts'
import {
  chooseEnvironment,
  chooseNamed,
  choosePlatformIdentity,
  chooseWorkloadIdentity,
  managedIdentity,
  tools,
} from './azure.ts'
import type { CredentialChoice } from './choice.ts'
import { isSet } from './variables.ts'
import { chooseGitHubActions, choosePipelines } from './pipelines.ts'

/** The order, which docs/sign-in.md tells people. The first that is configured is taken, whether it works or not. */
const order: readonly ((environment: Environment) => CredentialChoice | undefined)[] = [
  chooseFromArm,
  chooseNamed,
  chooseEnvironment,
  chooseWorkloadIdentity,
  choosePipelines,
  chooseGitHubActions,
  choosePlatformIdentity,
]

/**
 * How to sign in, from the environment alone: nothing is opened and no library loaded.
 * @throws CouldNotRead when something is configured and lacks a part, rather than passing on to the next way in
 */
export function chooseCredential(environment: Environment): CredentialChoice {
  for (const choose of order) {
    const choice = choose(environment)
    if (choice !== undefined) return choice
  }
  const candidates = [managedIdentity(environment, 'probe'), ...tools]
  return { kind: 'found', candidates, unproven: unprovenApp(environment) }
}

/** A secret that never arrived leaves tenant and app behind. */
function unprovenApp(environment: Environment): readonly string[] | undefined {
  return ['AZURE', 'ARM']
    .map((prefix) => [`${prefix}_TENANT_ID`, `${prefix}_CLIENT_ID`])
    .find((names) => names.every((name) => isSet(environment, name)))
}
