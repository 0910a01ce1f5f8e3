import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy'
import { remediationSteps } from '../src/report/todo-lines.ts'
import type { Guard } from '../src/gate/guard.ts'
import { mayBePolicy } from '../src/rules/guards/policy-types.ts'
import { guardIn } from '../src/rules/guards/guard-entry.ts'
import type { RulesDocument } from '../src/schemas/rules-document.ts'
import { announcedLevel } from './announced-level.ts'
import type { Say } from './conclusion.ts'
import { guardConfigProperties } from './config-schema.ts'
import type { GuardParts } from './look-at-policy.ts'
import { guarded, rootStack } from './on-root-stack.ts'
import type { PlannedInputs } from './planned-inputs.ts'

interface LockoutPolicyParts extends GuardParts {
  readonly inputs: PlannedInputs
  /** False: this stack is none that the pack asks about. */
  readonly isAsked: (urn: string) => boolean
}

/** The guard as a policy of its own; undefined where the rules document has none. */
export function lockoutPolicy(
  document: RulesDocument,
  { deployment, say, conclude, inputs, isAsked }: LockoutPolicyParts,
): ResourceValidationPolicy | undefined {
  const entry = guardIn(document)?.entry
  if (entry === undefined) return undefined
  const { id, description = '', severity = 'high' } = entry
  const onStack = guarded(async ({ urn }) => {
    const guard = isAsked(urn) ? deployment.guard(urn) : undefined
    if (guard !== undefined) sayDisabled(guard, say)
    return undefined
  })
  return {
    name: id,
    description,
    enforcementLevel: announcedLevel(entry, document),
    severity,
    displayName: id,
    configSchema: { properties: guardConfigProperties },
    remediationSteps: remediationSteps({ measure: 'mfaRegistered', segment: 'all' }),
    validateResource: async (args: ResourceValidationArgs, report: ReportViolation) => {
      if (args.type === rootStack) return onStack(args, report)
      // Works by throwing, so it stands outside of what catches.
      if (!mayBePolicy(args.type)) return args.notApplicable(elsewhere)
      // Before anything is waited for, as the next resource takes its place.
      const sent = inputs.of(args)
      const { lookAt, policyOf } = await import('./look-at-policy.ts')
      const planned = policyOf(args.type, sent)
      if (planned === undefined) return args.notApplicable(elsewhere)
      await guarded(async ({ urn, name }) => {
        const guard = isAsked(urn) ? deployment.guard(urn) : undefined
        return guard && lookAt(planned, { urn, name }, guard, { deployment, say, conclude })
      })(args, report)
    },
  }
}

const elsewhere = 'Policy only applies to Conditional Access policies'

/** A policy of Pulumi that is disabled has a green sign like any other. */
function sayDisabled({ rule }: Guard, say: Say): void {
  if (rule.enforcement !== 'disabled') return
  const { origin } = rule.decidedBy.enforcement
  say(
    `entra-mfa-gate: Conditional Access policies are not checked: ${rule.id} is disabled${origin === undefined ? '' : ` by ${origin}`}.`,
  )
}
