import type { ResourceValidationPolicy } from '@pulumi/policy'
import { ConfigurationError } from '../src/config/problem.ts'
import { type LoadedRules, loadRules } from '../src/config/rules-file.ts'
import { type Environment, type Settings, settingsFrom } from '../src/config/settings.ts'
import type { TenantReading } from '../src/posture/tenant-reading.ts'
import { readTenant } from '../src/read-tenant.ts'
import { overrideRule, ruleFrom } from '../src/rules/from-document.ts'
import { questionsOf } from '../src/rules/questions.ts'
import type { RuleEntry } from '../src/schemas/rules-document.ts'
import { policyConfigProperties } from './config-schema.ts'
import type { PolicyOverride } from './override.ts'
import { onRootStack } from './on-root-stack.ts'
import { type Finding, judgePolicy, misconfigured } from './findings.ts'

/** The policies of this start of the pack. */
export interface Pack {
  readonly policies: readonly ResourceValidationPolicy[]
  /** The policies that configuration may name; undefined when the rules could not be read. */
  readonly entries: ReadonlyMap<string, RuleEntry> | undefined
  configure(overrides: ReadonlyMap<string, PolicyOverride>): void
}

/**
 * Makes the policies from settings and rules. When those cannot be read the pack still starts, with one policy that
 * refuses and says why: a pack that does not start ends in a stack trace instead of a sentence.
 */
export function packOf(environment: Environment, directory: string): Pack {
  try {
    const settings = settingsFrom(environment)
    return workingPack(settings, loadRules(settings.rulesFile, directory), environment)
  } catch (error) {
    if (error instanceof ConfigurationError) return refusingPack(error)
    throw error
  }
}

function workingPack(settings: Settings, loaded: LoadedRules, environment: Environment): Pack {
  const overrides = new Map<string, PolicyOverride>()
  const { exclusions, document } = loaded
  const read = once(() => {
    // Configuration comes after the start, so what must be read is known only now.
    const rules = document.rules.map((entry) => {
      const override = overrides.get(entry.id)
      return override === undefined ? ruleFrom(entry) : overrideRule(entry, override.config, override.level)
    })
    const { source } = document
    const questions = questionsOf(rules)
    return readTenant({ settings, environment, now: () => new Date(), questions, source, exclusions })
  })
  const entries = new Map(loaded.document.rules.map((entry) => [entry.id, entry]))
  const policies = loaded.document.rules.map((entry): ResourceValidationPolicy => {
    const rule = ruleFrom(entry)
    return {
      name: rule.id,
      description: rule.description,
      enforcementLevel: rule.enforcement,
      severity: rule.severity,
      displayName: rule.id,
      configSchema: { properties: policyConfigProperties },
      validateResource: onRootStack(() => judgePolicy(rule, entry, overrides.get(rule.id), read)),
    }
  })
  return {
    policies,
    entries,
    configure: (given) => {
      for (const [name, override] of given) overrides.set(name, override)
    },
  }
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
  return { policies: [policy], entries: undefined, configure: () => undefined }
}

/** However many resources and rules ask, the tenant is read once per start of the pack. */
function once(read: () => Promise<TenantReading>): () => Promise<TenantReading> {
  let reading: Promise<TenantReading> | undefined
  return () => (reading ??= read())
}
