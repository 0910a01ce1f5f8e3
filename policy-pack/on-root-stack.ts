import type { ReportViolation, ResourceValidationArgs } from '@pulumi/policy'
import { unpainted } from './unpainted.ts'
import { failed, type Violation } from './violations.ts'

export const rootStack = 'pulumi:pulumi:Stack'

/** `reportViolation` as @pulumi/policy implements it since 1.20; its published type has only the text form. */
type ReportViolationObject = (violation: Violation) => void

export function reporting(report: ReportViolation): ReportViolationObject {
  return (violation) =>
    (report as unknown as ReportViolationObject)({ ...violation, message: unpainted(violation.message) })
}

type Find<Args = ResourceValidationArgs> = (args: Args) => Promise<Violation | undefined>
type Validate<Args = ResourceValidationArgs> = (args: Args, report: ReportViolation) => Promise<void>

/** What goes wrong inside becomes a violation, because a throw prints a stack trace and hides the plan. */
export function guarded<Args = ResourceValidationArgs>(find: Find<Args>): Validate<Args> {
  return async (args, report) => {
    let violation: Violation | undefined
    try {
      violation = await find(args)
    } catch (error) {
      violation = failed(error)
    }
    if (violation === undefined) return
    reporting(report)(violation)
  }
}

/**
 * A validation of the root stack, which the engine analyses before anything else: nothing is created until it has
 * spoken.
 */
export function onRootStack(find: Find): Validate {
  const judge = guarded(find)
  const validate: Validate = async (args, report) => {
    // Works by throwing, so it stands outside the try.
    if (args.type !== rootStack) args.notApplicable(`Policy only applies to resources of type '${rootStack}'`)
    await judge(args, report)
  }
  // The mark by which @pulumi/policy skips all other resources before it unpacks their properties.
  return Object.assign(validate, { __pulumiType: rootStack })
}
