import type { Environment } from '../src/config/settings.ts'
import type { Stack } from '../src/rules/stack.ts'

/** What the engine's ConfigureStack call says. */
export interface ToldStack {
  readonly organization: string | undefined
  readonly tags: ReadonlyMap<string, string>
}

/**
 * The stack of a root stack's URN, `urn:pulumi:<stack>::<project>::…`. The organization is not in it: the engine tells
 * it in a call, the language host in the environment, `policy analyze` not at all.
 */
export function stackOf(
  urn: string,
  told: ToldStack | undefined,
  environment: Environment,
  organization: string | undefined,
): Stack {
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? []
  const fromHost = environment['PULUMI_NODEJS_ORGANIZATION']
  return {
    organization: told?.organization ?? (fromHost === '' ? undefined : fromHost) ?? organization,
    project,
    stack,
    tags: told?.tags,
  }
}
