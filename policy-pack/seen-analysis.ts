import type { ResourceValidationPolicy } from '@pulumi/policy'
import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import { misconfigured } from './violations.ts'
import { reporting } from './on-root-stack.ts'

let seen = false

/**
 * Looks whether the engine's calls pass by here. They do not where the pack runs on another copy of @pulumi/pulumi, and
 * then what the engine says of configuration and stack would be missed without a word.
 */
export function seeAnalysis(): void {
  const method = analyzer.AnalyzerService.analyze
  const original = method.requestDeserialize
  method.requestDeserialize = (bytes) => {
    seen = true
    return original(bytes)
  }
}

/** The policy, which refuses where that is so. */
export function onlySeen(policy: ResourceValidationPolicy): ResourceValidationPolicy {
  const { validateResource: validate } = policy
  if (typeof validate !== 'function') return policy
  const guarded: typeof validate = (args, report) => {
    if (seen) return validate(args, report)
    if (args.type !== 'pulumi:pulumi:Stack') return
    reporting(report)(misconfigured([copies]))
  }
  return { ...policy, validateResource: Object.assign(guarded, validate) }
}

const copies =
  'the policies of entra-mfa-gate run on another copy of @pulumi/pulumi than the pack; install one version of it beside both'
