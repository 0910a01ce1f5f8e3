import { resolve } from 'node:path'
import type { ResourceValidationPolicy } from '@pulumi/policy'
import { ConfigurationError } from '../src/config/problem.ts'
import { setting } from '../src/config/setting.ts'
import { type LoadedRules, loadRules } from '../src/config/rules-file.ts'
import { type Environment, type Settings, settingsFrom } from '../src/config/settings.ts'
import type { TenantReading } from '../src/posture/tenant-reading.ts'
import type { Access } from '../src/gate/read.ts'
import type { Inquiry } from '../src/posture/inquiry.ts'
import { describe } from '../src/rules/from-document.ts'
import type { Assessment } from '../src/rules/assessment.ts'
import { questionsOf } from '../src/rules/questions.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import type { Stack } from '../src/rules/stack.ts'
import { settingsRuleId } from '../src/rules/unreadable-rules.ts'
import type { RuleEntry } from '../src/schemas/rules-document.ts'
import { parseReportList } from '../src/outputs/report-list.ts'
import { noStore } from '../src/snapshots/baseline-store.ts'
import { directoryStore } from '../src/snapshots/directory-store.ts'
import { announcedLevel } from './announced-level.ts'
import { policyConfigProperties } from './config-schema.ts'
import type { PolicyOverride } from './override.ts'
import { onRootStack } from './on-root-stack.ts'
import { Answers } from './answers.ts'
import { compareProvider } from './compare-provider.ts'
import { type Conclude, concludeWith, type Say } from './conclusion.ts'
import { findingOf, type Judging, judgePolicy, misconfigured, ruleOf } from './findings.ts'
import { levelOfOwn, loosening } from './loosening.ts'
import { readOnce } from './reader.ts'
import { refuseUpdateBesideStandIn } from './refuse-update.ts'
import { type PackReports, reportsFrom } from './reports.ts'
import { stackOf, type ToldStack } from './stack-of.ts'
import { tenantPolicy, tenantPolicyName } from './tenant-policy.ts'
import { unpainted } from './unpainted.ts'

/** The policies of this start of the pack. */
export interface Pack {
  readonly policies: readonly ResourceValidationPolicy[]
  /** The names that configuration may use; undefined when the rules could not be read. */
  readonly entries: ReadonlySet<string> | undefined
  /** Takes what is configured, or says what is wrong with it. */
  configure(overrides: ReadonlyMap<string, PolicyOverride>): readonly string[]
  /** What the engine tells of the stack before anything is analysed; `policy analyze` tells nothing. */
  configureStack(told: ToldStack): void
}

/** Where this start tells what it has come to. */
export interface Outlets {
  readonly say: Say
  readonly reports: PackReports
}

/** Where this start runs. */
interface Surroundings extends Outlets {
  readonly environment: Environment
  readonly directory: string
}

/**
 * Makes the policies from settings and rules. When those cannot be read the pack still starts, with one policy that
 * refuses and says why: a pack that does not start ends in a stack trace instead of a sentence.
 */
export function packOf(
  environment: Environment,
  directory: string,
  problemsOf: (settings: Settings) => readonly string[] = () => [],
  {
    say: tell = onStderr,
    reports = reportsFrom(setting(environment, 'MFA_GATE_REPORT'), directory, environment),
  }: Partial<Outlets> = {},
): Pack {
  const say: Say = (line) => tell(unpainted(line))
  const surroundings = { environment, directory, say, reports }
  try {
    const settings = settingsFrom(environment)
    parseReportList(settings.report)
    const problems = problemsOf(settings)
    if (problems.length > 0) throw new ConfigurationError(problems)
    return workingPack(settings, loadRules(settings.rulesFile, directory), surroundings)
  } catch (error) {
    if (error instanceof ConfigurationError) return refusingPack(error.problems, surroundings)
    throw error
  }
}

function onStderr(line: string): void {
  process.stderr.write(`${line}\n`)
}

function workingPack(settings: Settings, loaded: LoadedRules, surroundings: Surroundings): Pack {
  const { environment, directory } = surroundings
  const read = readOnce(settings, directory)
  const { baselines: kept, quiet } = settings
  const baselines = kept === undefined ? noStore : directoryStore(resolve(directory, kept))
  const overrides = new Map<string, PolicyOverride>()
  const answers = new Answers()
  const conclude = concludeWith({ ...surroundings, quiet, rulesOrigin: loaded.origin })
  let told: ToldStack | undefined
  const { rules } = loaded.document
  const judgingOf = (index: number, urn: string): Judging => {
    const { stack, config } = stackOf(urn, told, environment, settings.organization)
    const ask = () => accessOf(stack, overrides, settingsFrom(environment, config), loaded, environment)
    const override = overrides.get(rules[index]?.id ?? '')
    const readOrRefuse = async (): Promise<TenantReading> => {
      refuseUpdateBesideStandIn(settings, told?.dryRun)
      return read(ask)
    }
    return { loaded, index, override, stack, now: new Date(), baselines, read: readOrRefuse }
  }
  const judge = (index: number, urn: string) => answers.keep(index, () => judgePolicy(judgingOf(index, urn)))
  const start = { answers, loaded, conclude, judge, judgingOf, settings, surroundings }
  const tenantLevel = () => levelOfOwn(overrides)
  return {
    policies: [
      ...rules.map((entry, index) =>
        policyOf(entry, loaded.document, async ({ urn }) => findingOf(await judge(index, urn))),
      ),
      ownPolicy(start, tenantLevel),
    ],
    entries: new Set([...rules.map(({ id }) => id), tenantPolicyName]),
    configure: (given) => {
      const problems = loosening(given, loaded.document)
      if (problems.length === 0) for (const [name, override] of given) overrides.set(name, override)
      return problems
    },
    configureStack: (given) => {
      told = given
    },
  }
}

function ownPolicy(start: Start, level: () => Enforcement | undefined): ResourceValidationPolicy {
  const { loaded, conclude, judgingOf, settings, surroundings } = start
  const disabled = (): boolean => level() === 'disabled'
  return tenantPolicy({
    conclude: (urn) => concludeAll(start, urn, !disabled()),
    compare: async (provider) => {
      if (disabled()) return undefined
      const judgings = loaded.document.rules.map((_, index) => judgingOf(index, provider.urn))
      return compareProvider(provider, {
        judgings,
        chosen: level(),
        ...{ settings, loaded, conclude },
        ...surroundings,
      })
    },
  })
}

interface Start {
  readonly answers: Answers
  readonly loaded: LoadedRules
  readonly conclude: Conclude
  readonly judge: (index: number, urn: string) => Promise<Assessment>
  readonly judgingOf: (index: number, urn: string) => Judging
  readonly settings: Settings
  readonly surroundings: Surroundings
}

/** The engine asks the policies in their order, so the rules have answered; one that is disabled may not have. */
async function concludeAll(
  { answers, loaded, conclude, judge, judgingOf }: Start,
  urn: string,
  tenantsCompared: boolean,
): Promise<void> {
  const judgings = loaded.document.rules.map((_, index) => judgingOf(index, urn))
  const [{ stack, now }] = judgings as [Judging]
  if (answers.problems.length > 0) return conclude.failed(answers.problems, stack)
  for (const { index } of judgings) if (!answers.has(index)) await judge(index, urn)
  const documented = judgings.map((judging) => ruleOf({ ...judging, override: undefined }))
  const assessment = answers.joined({ waivers: loaded.waivers, stack, now })
  await conclude.judged({ assessment, documented, stack, now, tenantsCompared })
}

function policyOf(
  entry: RuleEntry,
  document: LoadedRules['document'],
  find: Parameters<typeof onRootStack>[0],
): ResourceValidationPolicy {
  const { id, description = describe(entry), severity = 'high' } = entry
  return {
    name: id,
    description: unpainted(description),
    enforcementLevel: announcedLevel(entry, document),
    severity,
    displayName: id,
    configSchema: { properties: policyConfigProperties },
    validateResource: onRootStack(find),
  }
}

/** What the rules need; configuration and stack, on which that hangs, are known only after the start. */
function accessOf(
  stack: Stack,
  overrides: ReadonlyMap<string, PolicyOverride>,
  settings: Settings,
  loaded: LoadedRules,
  environment: Environment,
): readonly [Inquiry, Access] {
  const { document, exclusions } = loaded
  const now = new Date()
  const rules = document.rules.map(({ id }, index) =>
    ruleOf({ loaded, index, override: overrides.get(id), stack, now }),
  )
  const asked = { questions: questionsOf(rules), source: document.source, exclusions }
  return [asked, { settings, environment, now: () => new Date() }]
}

/** One policy that refuses; where it is disabled, it says what nobody has judged. */
function refusingPack(problems: readonly string[], { environment, ...surroundings }: Surroundings): Pack {
  const conclude = concludeWith({ ...surroundings, quiet: false, rulesOrigin: 'none that could be read' })
  let disabled = false
  const policy: ResourceValidationPolicy = {
    name: settingsRuleId,
    description: 'Checks that the settings and the rules document of the gate can be read.',
    enforcementLevel: 'mandatory',
    severity: 'high',
    validateResource: onRootStack(async ({ urn }) => {
      const { stack } = stackOf(urn, undefined, environment, undefined)
      await conclude.failed(problems, stack, disabled)
      return disabled ? undefined : misconfigured(problems)
    }),
  }
  return {
    policies: [policy],
    entries: undefined,
    configure: (overrides) => {
      disabled = overrides.get(settingsRuleId)?.level === 'disabled'
      return []
    },
    configureStack: () => undefined,
  }
}
