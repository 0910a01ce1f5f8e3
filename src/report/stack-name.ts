import type { Stack } from '../rules/stack.ts'

/** `organization/project/stack`, as far as it is known; undefined where nobody says which stack it is. */
export function stackName({ organization, project, stack }: Stack): string | undefined {
  if (stack === undefined) return undefined
  return [organization, project, stack].filter((part) => part !== undefined).join('/')
}
