import type { ResourceValidationPolicy, StackValidationArgs, StackValidationPolicy } from '@pulumi/policy'
import { guarded, rootStack } from './on-root-stack.ts'
import type { Violation } from './violations.ts'

/** @pulumi/policy takes a policy for both kinds where it has both functions. */
type BothKinds = ResourceValidationPolicy & Pick<StackValidationPolicy, 'validateStack'>

/**
 * The policy, which also speaks when all has been analysed and no root stack was among it, so that no rule has been
 * asked: `pulumi policy analyze` takes such a state, and would show a green sign.
 */
export function unlessAsked(
  policy: ResourceValidationPolicy,
  unasked: (urn: string) => Promise<Violation | undefined>,
): BothKinds {
  const { validateResource: validate } = policy
  if (typeof validate !== 'function') throw new TypeError(`${policy.name} is asked about no resource`)
  let asked = false
  const noticing: typeof validate = (args, report) => {
    asked ||= args.type === rootStack
    return validate(args, report)
  }
  const atTheEnd = guarded<StackValidationArgs>(async ({ resources }) =>
    asked ? undefined : await unasked(resources[0]?.urn ?? ''),
  )
  return {
    ...policy,
    validateResource: Object.assign(noticing, validate),
    // By a type that no resource has, @pulumi/policy is kept from unpacking all of them once the rules have been asked.
    validateStack: Object.defineProperty(atTheEnd, '__pulumiType', {
      get: () => (asked ? 'mfa-gate:nothing:ToSay' : undefined),
    }),
  }
}
