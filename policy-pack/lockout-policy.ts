import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy'
import { assessLockout, type Guard, type Lockout } from '../src/gate/assess-lockout.ts'
import { guardLines, guardStatement } from '../src/report/guard-lines.ts'
import { oneLine } from '../src/report/plain.ts'
import { remediationSteps } from '../src/report/todo-lines.ts'
import { mayBePolicy, policyIn } from '../src/rules/guards/planned-policy.ts'
import { gravestFirst } from '../src/rules/guards/gravest-first.ts'
import { guardIn } from '../src/rules/guards/guard-entry.ts'
import { effectOf } from '../src/rules/verdict.ts'
import type { RulesDocument } from '../src/schemas/rules-document.ts'
import { announcedLevel } from './announced-level.ts'
import type { Conclude, Say } from './conclusion.ts'
import { guardConfigProperties } from './config-schema.ts'
import type { Deployment } from './deployment.ts'
import { guarded, rootStack } from './on-root-stack.ts'
import type { PlannedInputs } from './planned-inputs.ts'
import type { Violation } from './violations.ts'

interface LockoutPolicyParts {
  readonly deployment: Deployment
  readonly say: Say
  readonly conclude: Pick<Conclude, 'guarded'>
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
  const find = guarded(async (args: ResourceValidationArgs) => {
    const guard = isAsked(args.urn) ? deployment.guard(args.urn) : undefined
    if (guard === undefined) return undefined
    if (args.type === rootStack) {
      sayDisabled(guard, say)
      return undefined
    }
    const planned = policyIn(args.type, inputs.of(args))
    if (planned === undefined) return undefined
    const lockout = await assessLockout(planned, guard, deployment.gate(args.urn), (questions) =>
      deployment.readFor(questions, args.urn, guard),
    )
    if (lockout === undefined) return undefined
    if (lockout.demand.enforced) await conclude.guarded(lockout.verdicts)
    if (!deployment.settings.quiet) sayPassed(lockout, args.name, say)
    return violationIn(lockout)
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
      const concerned =
        args.type === rootStack ||
        (mayBePolicy(args.type) && policyIn(args.type, inputs.of(args)) !== undefined)
      // Works by throwing, so it stands outside of what catches.
      if (!concerned) args.notApplicable('Policy only applies to Conditional Access policies')
      await find(args, report)
    },
  }
}

/** A policy of Pulumi that is disabled has a green sign like any other. */
function sayDisabled({ rule }: Guard, say: Say): void {
  if (rule.enforcement !== 'disabled') return
  const { origin } = rule.decidedBy.enforcement
  say(
    `entra-mfa-gate: Conditional Access policies are not looked at, ${rule.id} is disabled${origin === undefined ? '' : ` by ${origin}`}.`,
  )
}

function sayPassed({ demand, verdicts }: Lockout, name: string, say: Say): void {
  if (demand.enforced && !verdicts.every((verdict) => verdict.kind === 'pass')) return
  for (const line of guardStatement(oneLine(name), demand, verdicts)) say(line)
}

/** What only reports stops nobody. What stops the deployment is told first. */
function violationIn({ demand, verdicts }: Lockout): Violation | undefined {
  if (!demand.enforced) return undefined
  const telling = gravestFirst(
    verdicts.filter((verdict) => verdict.kind !== 'pass' && effectOf(verdict) !== 'none'),
  )
  const [first] = telling
  if (first === undefined) return undefined
  return {
    message: telling.flatMap((verdict) => guardLines(verdict, demand)).join('\n'),
    enforcementLevel: effectOf(first) === 'stop' ? 'mandatory' : 'advisory',
    severity: first.rule.severity,
  }
}
