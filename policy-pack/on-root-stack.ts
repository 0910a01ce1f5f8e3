import type { ReportViolation, ResourceValidationArgs } from '@pulumi/policy'
import { defect, type Finding } from './findings.ts'

const rootStack = 'pulumi:pulumi:Stack'

/** `reportViolation` as @pulumi/policy implements it since 1.20; its published type has only the text form. */
type ReportFinding = (finding: Finding) => void

/**
 * A validation of the root stack, which the engine analyses before anything else: nothing is created until it has
 * spoken. What goes wrong inside becomes a finding, because a throw prints a stack trace and hides the plan.
 */
export function onRootStack(find: (args: ResourceValidationArgs) => Promise<Finding | undefined>) {
  const validate = async (args: ResourceValidationArgs, report: ReportViolation): Promise<void> => {
    // Works by throwing, so it stands outside the try.
    if (args.type !== rootStack) args.notApplicable(`Policy only applies to resources of type '${rootStack}'`)
    let finding: Finding | undefined
    try {
      finding = await find(args)
    } catch (error) {
      finding = defect(error)
    }
    if (finding !== undefined) (report as unknown as ReportFinding)(finding)
  }
  // The mark by which @pulumi/policy skips all other resources before it unpacks their properties.
  return Object.assign(validate, { __pulumiType: rootStack })
}
