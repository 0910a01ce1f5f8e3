import type { Environment } from '../config/environment.ts'
import { loadRules } from '../config/rules-file.ts'
import { settingsFrom } from '../config/settings.ts'
import { parseStack } from '../config/stack-option.ts'
import { formats } from '../report/formats/formats.ts'
import { reportOfCheck } from '../report/report.ts'
import { reportOf } from '../report/report-of.ts'
import { gateAnswerOf, type Outcome } from '../rules/outcome.ts'
import type { Stack } from '../rules/stack.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { RulesInput } from '../schemas/rules-document.ts'
import { type BaselineStore, noStore } from '../snapshots/baseline-store.ts'
import { assess } from './assess.ts'
import { prepare } from './prepare.ts'
import { tenantReader } from './reader.ts'

export interface TenantQuestion {
  /** A document, or the path of one; else what `MFA_GATE_RULES` names, else the built-in rules. */
  readonly rules?: RulesInput | string | undefined
  /** `organization/project/stack`, for what hangs on it. */
  readonly stack?: string | undefined
  /** Of that stack; undefined: not told, which is not the same as none. */
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** Credentials and settings, as for the command; usually `process.env`. */
  readonly environment: Environment
  /** Where relative paths count from; usually `process.cwd()`. */
  readonly directory: string
  /** Where ratios are kept for `noDropMoreThan`; without it nowhere. */
  readonly baselines?: BaselineStore
  /** Ends it early; it then throws the signal's reason. */
  readonly signal?: AbortSignal
  readonly now?: () => Date
}

export interface TenantAnswer {
  readonly outcome: Outcome
  /** Whether a mandatory rule is below its minimum or could not be determined, for which `mfa-gate check` fails. */
  readonly stops: boolean
  /** The published shape: docs/schemas/mfa-assessment.schema.json. */
  readonly report: AssessmentReport
  /** For people, as `mfa-gate check` prints it. */
  readonly text: string
}

/**
 * Reads the tenant, or the saved snapshot that `MFA_GATE_SNAPSHOT` names, and judges it: what `mfa-gate check` does.
 * `version` is the gate's own. What cannot be found out is an answer too.
 * @throws ConfigurationError when rules, settings or a file are not valid.
 */
export async function assessTenant(question: TenantQuestion, version: string): Promise<TenantAnswer> {
  const { rules, environment, directory, baselines = noStore, signal: interrupt } = question
  const now = question.now ?? (() => new Date())
  const settings = settingsFrom(environment)
  const loaded = loadRules(rules ?? settings.rulesFile, directory)
  const stack = stackOf(question, settings.organization)
  const gate = prepare({ loaded, now: now(), stack, baselines })
  const reader = tenantReader(settings, directory)
  const access = { settings, environment, directory, now, interrupt }
  const assessment = await assess(gate, () => reader.read(gate.inquiry, access))
  const { outcome } = assessment
  const report = reportOf({ assessment, version })
  const renderText = await formats.text.load()
  return {
    outcome,
    stops: gateAnswerOf(outcome) !== 'pass',
    report,
    text: renderText([reportOfCheck(report)], {}),
  }
}

function stackOf({ stack, tags }: TenantQuestion, organization: string | undefined): Stack {
  const named = parseStack({ stack, tags: [], noTags: false }, organization)
  return tags === undefined ? named : { ...named, tags: new Map(Object.entries(tags)) }
}
