import { assess } from '../src/assess.ts'
import type { TenantReading } from '../src/posture/tenant-reading.ts'
import { undeterminedLines, verdictLines } from '../src/report/verdict-lines.ts'
import { overrideRule } from '../src/rules/from-document.ts'
import type { Rule, Severity } from '../src/rules/rule.ts'
import { effectOf } from '../src/rules/verdict.ts'
import type { RuleEntry } from '../src/schemas/rules-document.ts'
import type { PolicyOverride } from './override.ts'

/** What one policy has to say against the deployment; the message alone is what Pulumi prints. */
export interface Finding {
  readonly message: string
  readonly enforcementLevel: 'mandatory' | 'advisory'
  readonly severity: Severity
}

/** Judges one rule as this deployment configures it; undefined when there is nothing to say. */
export async function judgePolicy(
  documented: Rule,
  entry: RuleEntry,
  override: PolicyOverride | undefined,
  read: () => Promise<TenantReading>,
): Promise<Finding | undefined> {
  const rule = override === undefined ? documented : overrideRule(entry, override.config, override.level)
  const { verdicts, reading } = await assess([rule], read)
  const [verdict] = verdicts
  const effect = verdict === undefined ? 'none' : effectOf(verdict)
  if (verdict === undefined || effect === 'none') return undefined
  return {
    message: verdictLines(verdict, reading).join('\n'),
    enforcementLevel: effect === 'stop' ? 'mandatory' : 'advisory',
    severity: rule.severity,
  }
}

/** The gate itself is set up wrongly. */
export function misconfigured(problems: readonly string[]): Finding {
  return stopping(undeterminedLines({ code: 'settings-invalid', problems }))
}

/** The gate itself has failed: refuse, and show nothing that could hold a secret. */
export function defect(error: unknown): Finding {
  const name = error instanceof Error ? error.name : typeof error
  return stopping([
    `Could not determine: a defect in the gate (${name}).`,
    'To do: run `mfa-gate check` in the same environment and report what it prints.',
  ])
}

function stopping(lines: readonly string[]): Finding {
  return { message: lines.join('\n'), enforcementLevel: 'mandatory', severity: 'high' }
}
