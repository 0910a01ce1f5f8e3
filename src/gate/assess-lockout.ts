import type { Question } from '../model/question.ts'
import type { TenantReading } from '../model/tenant-reading.ts'
import { demandOf } from '../rules/guards/demand.ts'
import { type Asking, judgeDemand } from '../rules/guards/judge-demand.ts'
import type { PlannedPolicy } from '../rules/guards/planned-policy.ts'
import type { Verdict } from '../rules/verdict.ts'
import { waiveNow } from './assess.ts'
import type { Guard } from './guard.ts'
import type { Gate } from './prepare.ts'

/** What came of one policy in the plan. */
export interface Lockout {
  readonly demand: Asking
  /** One for each kind of users, and one for what could not be told; of one that only reports none stops. */
  readonly verdicts: readonly Verdict[]
}

/** Judges one policy; undefined when it would ask nobody for MFA. `read`: the tenant, which is not read where nothing is asked. */
export async function assessLockout(
  policy: PlannedPolicy,
  { rule, entry }: Guard,
  gate: Gate,
  read: (questions: readonly Question[]) => Promise<TenantReading>,
): Promise<Lockout | undefined> {
  if (rule.enforcement === 'disabled') return undefined
  const demand = demandOf(policy, entry)
  if (demand.kind === 'nothing') return undefined
  const readings = demand.asked.length === 0 ? [] : await read(demand.asked)
  const verdicts = judgeDemand(demand, {
    rule,
    readings,
    context: { now: gate.now, baseline: { kind: 'none' }, cap: gate.exclusions?.cap },
    exclusions: entry.exclusions ?? 'ignored',
  })
  return { demand, verdicts: verdicts.map((verdict) => waiveNow(verdict, readings, gate)) }
}
