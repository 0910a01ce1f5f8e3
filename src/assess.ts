import type { TenantReading } from './posture/tenant-reading.ts'
import { type Assessment, outcomeOf } from './rules/assessment.ts'
import { judge, notJudged } from './rules/judge.ts'
import type { Rule } from './rules/rule.ts'

/**
 * The one use case: reads the tenant once if any rule is enabled, and judges every rule. What `read` could not find
 * out is a value in its answer; only its defects throw.
 */
export async function assess(
  rules: readonly Rule[],
  read: () => Promise<TenantReading>,
): Promise<Assessment> {
  const asked = rules.some((rule) => rule.enforcement !== 'disabled')
  const reading = asked ? await read() : undefined
  const verdicts = rules.map((rule) => (reading === undefined ? notJudged(rule) : judge(rule, reading)))
  return { reading, verdicts, outcome: outcomeOf(verdicts) }
}
