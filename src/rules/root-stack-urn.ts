import { type Stack, unknownStack } from './stack.ts'

export const rootStackType = 'pulumi:pulumi:Stack'

/**
 * The URN that violations of rules are reported against, which is what an exception of Pulumi's names: that of the root
 * stack. It hangs on the names of project and stack alone, and not on the organization.
 */
export function rootStackUrn({
  project,
  stack,
}: {
  readonly project: string
  readonly stack: string
}): string {
  return `urn:pulumi:${stack}::${project}::${rootStackType}::${project}-${stack}`
}

/** The stack that a URN is of; what it does not say, or is none, stays unknown. */
export function stackOfUrn(urn: string, organization: string | undefined): Stack {
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? []
  return { ...unknownStack, organization, project, stack }
}

/** Whether nothing that a rule reports can be against this URN. */
export function isOfOtherResource(urn: string): boolean {
  const { project, stack } = stackOfUrn(urn, undefined)
  if (project === undefined || stack === undefined) return false
  return urn !== rootStackUrn({ project, stack })
}
