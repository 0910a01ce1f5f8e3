import { type Lockout, assessLockout } from '../src/gate/assess-lockout.ts'
import type { Guard } from '../src/gate/guard.ts'
import { guardLines, guardStatement } from '../src/report/guard-lines.ts'
import { oneLine } from '../src/report/plain.ts'
import { gravestFirst } from '../src/rules/guards/gravest-first.ts'
import { type PlannedPolicy, policyIn } from '../src/rules/guards/planned-policy.ts'
import { effectOf } from '../src/rules/verdict.ts'
import type { Conclude, Say } from './conclusion.ts'
import type { Deployment } from './deployment.ts'
import { plannedOf } from './planned-of.ts'
import type { Violation } from './violations.ts'

/** A resource in the plan, with its inputs as the engine sends them. */
interface Looked {
  readonly urn: string
  readonly name: string
}

/** With what the guard is asked, and told on. */
export interface GuardParts {
  readonly deployment: Deployment
  readonly say: Say
  readonly conclude: Pick<Conclude, 'guarded'>
}

/** What a resource says of a Conditional Access policy; undefined when it is none. */
export function policyOf(type: string, inputs: unknown): PlannedPolicy | undefined {
  return policyIn(type, plannedOf(inputs))
}

/** Asks the guard about one policy. */
export async function lookAt(
  planned: PlannedPolicy,
  { urn, name }: Looked,
  guard: Guard,
  { deployment, say, conclude }: GuardParts,
): Promise<Violation | undefined> {
  const lockout = await assessLockout(planned, guard, deployment.gate(urn), (questions) =>
    deployment.readFor(questions, urn, guard),
  )
  if (lockout === undefined) return undefined
  if (lockout.demand.enforced) await conclude.guarded(lockout.verdicts)
  if (!deployment.settings.quiet) sayPassed(lockout, name, say)
  return violationIn(lockout)
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
