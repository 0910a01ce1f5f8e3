import { resolve } from 'node:path'
import type { ResourceValidationPolicy } from '@pulumi/policy'
import { ConfigurationError } from '../src/config/problem.ts'
import { lockProblems } from '../src/config/lock-problems.ts'
import { type LoadedRules, loadRules } from '../src/config/rules-file.ts'
import { type Environment, type Settings, settingsFrom } from '../src/config/settings.ts'
import type { TenantAccess } from '../src/read-tenant.ts'
import { describe } from '../src/rules/from-document.ts'
import { questionsOf } from '../src/rules/questions.ts'
import type { Stack } from '../src/rules/stack.ts'
import type { RuleEntry } from '../src/schemas/rules-document.ts'
import { noStore } from '../src/snapshots/baseline-store.ts'
import { directoryStore } from '../src/snapshots/directory-store.ts'
import { announcedLevel } from './announced-level.ts'
import { policyConfigProperties } from './config-schema.ts'
import { chosenLevel, type PolicyOverride } from './override.ts'
import { onRootStack } from './on-root-stack.ts'
import { type Finding, judgePolicy, misconfigured, ruleOf } from './findings.ts'
import { readOnce } from './reader.ts'
import { refuseUpdateBesideStandIn } from './refuse-update.ts'
import { reportsFrom } from './reports.ts'
import { stackOf, type ToldStack } from './stack-of.ts'

/** The policies of this start of the pack. */
export interface Pack {
  readonly policies: readonly ResourceValidationPolicy[]
  /** The policies that configuration may name; undefined when the rules could not be read. */
  readonly entries: ReadonlyMap<string, RuleEntry> | undefined
  /** Takes what is configured, or says what is wrong with it. */
  configure(overrides: ReadonlyMap<string, PolicyOverride>): readonly string[]
  /** What the engine tells of the stack before anything is analysed; `policy analyze` tells nothing. */
  configureStack(told: ToldStack): void
}

/**
 * Makes the policies from settings and rules. When those cannot be read the pack still starts, with one policy that
 * refuses and says why: a pack that does not start ends in a stack trace instead of a sentence.
 */
export function packOf(
  environment: Environment,
  directory: string,
  problemsOf: (settings: Settings) => readonly string[] = () => [],
): Pack {
  try {
    const settings = settingsFrom(environment)
    const problems = problemsOf(settings)
    if (problems.length > 0) throw new ConfigurationError(problems)
    return workingPack(settings, loadRules(settings.rulesFile, directory), environment, directory)
  } catch (error) {
    if (error instanceof ConfigurationError) return refusingPack(error)
    throw error
  }
}

function workingPack(
  settings: Settings,
  loaded: LoadedRules,
  environment: Environment,
  directory: string,
): Pack {
  const read = readOnce(settings, directory)
  const reports = reportsFrom(settings.report, directory, environment)
  const { baselines: kept } = settings
  const baselines = kept === undefined ? noStore : directoryStore(resolve(directory, kept))
  const overrides = new Map<string, PolicyOverride>()
  let told: ToldStack | undefined
  const policies = loaded.document.rules.map((entry, index) =>
    policyOf(entry, loaded.document, ({ urn }) => {
      const { stack, config } = stackOf(urn, told, environment, settings.organization)
      const override = overrides.get(entry.id)
      return judgePolicy({
        loaded,
        index,
        override,
        stack,
        now: new Date(),
        baselines,
        reports,
        read: async () => {
          refuseUpdateBesideStandIn(settings, told?.dryRun)
          return read(() =>
            accessOf(stack, overrides, settingsFrom(environment, config), loaded, environment),
          )
        },
      })
    }),
  )
  return {
    policies,
    entries: new Map(loaded.document.rules.map((entry) => [entry.id, entry])),
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

/** What the configuration may not say, because the document locks the rule. */
function loosening(
  given: ReadonlyMap<string, PolicyOverride>,
  document: LoadedRules['document'],
): readonly string[] {
  return document.rules.flatMap((entry) => {
    const override = given.get(entry.id)
    if (override === undefined) return []
    const enforcement = chosenLevel(override, announcedLevel(entry, document))
    return lockProblems(entry, { ...override.config, enforcement }, document).map(({ sentence }) => sentence)
  })
}

function policyOf(
  entry: RuleEntry,
  document: LoadedRules['document'],
  find: Parameters<typeof onRootStack>[0],
): ResourceValidationPolicy {
  const { id, description = describe(entry), severity = 'high' } = entry
  return {
    name: id,
    description,
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
): TenantAccess {
  const { document, exclusions } = loaded
  const now = new Date()
  const rules = document.rules.map(({ id }, index) =>
    ruleOf({ loaded, index, override: overrides.get(id), stack, now }),
  )
  const asked = { questions: questionsOf(rules), source: document.source, exclusions }
  return { settings, environment, now: () => new Date(), ...asked }
}

function refusingPack(error: ConfigurationError): Pack {
  const finding: Finding = misconfigured(error.problems)
  const policy: ResourceValidationPolicy = {
    name: 'mfa-gate-settings',
    description: 'Checks that the settings and the rules document of the gate can be read.',
    enforcementLevel: 'mandatory',
    severity: 'high',
    validateResource: onRootStack(() => Promise.resolve(finding)),
  }
  return {
    policies: [policy],
    entries: undefined,
    configure: () => [],
    configureStack: () => undefined,
  }
}
