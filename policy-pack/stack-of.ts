import { deploymentConfig, parseStackConfig, type StackConfig } from '../src/config/stack-config.ts'
import type { Environment } from '../src/config/settings.ts'
import type { Stack } from '../src/rules/stack.ts'

/** What the engine's ConfigureStack call says. */
export interface EngineStack {
  readonly organization: string | undefined
  readonly tags: ReadonlyMap<string, string>
  /** What the stack's configuration says of tenant and cloud, by full key; nothing else of it is kept. */
  readonly config: StackConfig
  /** False when the engine is about to change something. */
  readonly dryRun?: boolean
}

/** The stack that is deployed, and what its configuration says of tenant and cloud. */
export interface DeployedStack {
  readonly stack: Stack
  readonly config: StackConfig
}

/**
 * The stack of a URN, `urn:pulumi:<stack>::<project>::…`. Organization and configuration are not in it: the engine tells
 * them in a call, `policy analyze` does not, and an older language host puts them into the environment.
 */
export function stackOf(
  urn: string,
  engine: EngineStack | undefined,
  environment: Environment,
  organization: string | undefined,
): DeployedStack {
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? []
  const host = hostsWord(environment, { stack, project })
  return {
    stack: {
      organization: engine?.organization ?? host?.organization ?? organization,
      project,
      stack,
      tags: engine?.tags,
    },
    config: engine?.config ?? host?.config ?? {},
  }
}

/**
 * What the language host put into the environment for this stack. The same variables are inherited where `pulumi` was
 * started by a program of another stack; then they name that one, and their word is not about this deployment.
 */
function hostsWord(
  environment: Environment,
  { stack, project }: Pick<Stack, 'stack' | 'project'>,
): { readonly organization: string | undefined; readonly config: StackConfig } | undefined {
  const { PULUMI_NODEJS_STACK, PULUMI_NODEJS_PROJECT, PULUMI_NODEJS_ORGANIZATION, PULUMI_CONFIG } =
    environment
  if (stack === undefined || PULUMI_NODEJS_STACK !== stack || PULUMI_NODEJS_PROJECT !== project)
    return undefined
  return {
    organization: PULUMI_NODEJS_ORGANIZATION === '' ? undefined : PULUMI_NODEJS_ORGANIZATION,
    config: deploymentConfig(parseStackConfig(PULUMI_CONFIG)),
  }
}
