import type { ResourceValidationPolicy } from '@pulumi/policy'
import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import { misconfigured } from './violations.ts'
import { observe } from './observe.ts'
import { reporting, rootStack } from './on-root-stack.ts'

let seen = false

/**
 * Looks whether the engine's calls pass by here. They do not where the pack runs on another copy of @pulumi/pulumi, and
 * then what the engine says of configuration and stack would be missed without a word.
 */
export function seeAnalysis(): void {
  observe(analyzer.AnalyzerService.analyze, (request) => {
    seen = true
    return request
  })
}

/** The policy, which refuses where that is so. */
export function onlySeen(policy: ResourceValidationPolicy): ResourceValidationPolicy {
  const { validateResource: validate } = policy
  if (typeof validate !== 'function') return policy
  const guarded: typeof validate = (args, report) => {
    if (seen) return validate(args, report)
    if (args.type !== rootStack) return
    reporting(report)(misconfigured([copies]))
  }
  return { ...policy, validateResource: Object.assign(guarded, validate) }
}

const copies =
  'the policies of entra-mfa-gate run on another copy of @pulumi/pulumi than the pack; install one version of it for both'
