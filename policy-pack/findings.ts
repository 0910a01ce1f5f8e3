import { assess } from '../src/gate/assess.ts'
import type { TenantReading } from '../src/posture/tenant-reading.ts'
import { undeterminedLines, verdictLines } from '../src/report/verdict-lines.ts'
import type { Assessment } from '../src/rules/assessment.ts'
import { ruleFrom } from '../src/rules/from-document.ts'
import type { Rule, Severity } from '../src/rules/rule.ts'
import { effectOf } from '../src/rules/verdict.ts'
import type { LoadedRules } from '../src/config/rules-file.ts'
import type { Stack } from '../src/rules/stack.ts'
import type { BaselineStore } from '../src/snapshots/baseline-store.ts'
import { announcedLevel } from './announced-level.ts'
import { chosenLevel, type PolicyOverride } from './override.ts'

/** What one policy has to say against the deployment; the message alone is what Pulumi prints. */
export interface Finding {
  readonly message: string
  readonly enforcementLevel: 'mandatory' | 'advisory'
  readonly severity: Severity
}

/** What a policy is judged with. */
export interface Judging {
  readonly loaded: LoadedRules
  /** Of the rule in the document. */
  readonly index: number
  readonly override: PolicyOverride | undefined
  readonly stack: Stack
  readonly now: Date
  readonly baselines: BaselineStore
  readonly read: () => Promise<TenantReading>
}

/** One rule as this deployment configures it. */
export function ruleOf({
  loaded,
  index,
  override,
  stack,
  now,
}: Pick<Judging, 'loaded' | 'index' | 'override' | 'stack' | 'now'>): Rule {
  return ruleFrom(loaded, index, { now, stack }, override && configured(override, loaded, index))
}

/** Judges one rule as this deployment configures it. */
export function judgePolicy(judging: Judging): Promise<Assessment> {
  const { loaded, stack, now, baselines, read } = judging
  const { waivers, exclusions } = loaded
  return assess({ rules: [ruleOf(judging)], now, stack, baselines, waivers, exclusions }, read)
}

/** What the answer of one rule means for the deployment; undefined when there is nothing to say. */
export function findingOf({ verdicts: [verdict] }: Assessment): Finding | undefined {
  const effect = verdict === undefined ? 'none' : effectOf(verdict)
  if (verdict === undefined || effect === 'none') return undefined
  return {
    message: verdictLines(verdict).join('\n'),
    enforcementLevel: effect === 'stop' ? 'mandatory' : 'advisory',
    severity: verdict.rule.severity,
  }
}

function configured(override: PolicyOverride, { document }: LoadedRules, index: number) {
  const entry = document.rules[index]
  const level = entry && chosenLevel(override, announcedLevel(entry, document))
  return { config: override.config, level }
}

/** The gate itself is set up wrongly. */
export function misconfigured(problems: readonly string[]): Finding {
  return stopping(undeterminedLines({ code: 'settings-invalid', problems }))
}

/** The gate itself has failed: refuse, and show nothing that could hold a secret. */
export function defect(error: unknown): Finding {
  return stopping([
    `Could not determine: ${defectWords(error)}.`,
    'To do: run `mfa-gate check` in the same environment and report what it prints.',
  ])
}

export function defectWords(error: unknown): string {
  return `a defect in the gate (${error instanceof Error ? error.name : typeof error})`
}

function stopping(lines: readonly string[]): Finding {
  return { message: lines.join('\n'), enforcementLevel: 'mandatory', severity: 'high' }
}
