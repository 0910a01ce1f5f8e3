import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import type { ConfigureAnalyzerRequest } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { sentence } from '../src/report/sentence.ts'
import { conditionProblems } from '../src/config/rule-problems.ts'
import { describeErrors, type SchemaProblem, suggest } from '../src/config/schema-sentence.ts'
import { guardSettings, lockoutGuard } from '../src/schemas/guard-settings.ts'
import { type PolicyConfig, policyConfigSchema } from '../src/schemas/policy-config.ts'
import isPolicyConfig from '../src/schemas/compiled/is-policy-config.cjs'
import { errorsOf } from '../src/schemas/validator.ts'
import { guardPart } from '../src/rules/guards/guard-entry.ts'
import { tenantPolicyName } from '../src/rules/own-policies.ts'
import type { AnnouncedLevel } from './announced-level.ts'
import { observe } from './observe.ts'
import type { PolicyOverride } from './override.ts'
import type { Pack } from './pack.ts'

/** One policy's configuration as the engine sends it. */
interface SentConfiguration {
  readonly name: string
  /** Pulumi's EnforcementLevel: 0 advisory, 1 mandatory, 2 disabled, 3 remediate. */
  readonly level: number
  readonly properties: Record<string, unknown>
}

/**
 * Has the pack see the engine's Configure call. @pulumi/policy shows a policy only the keys under its own name, so a
 * misspelt policy name would be ignored without a word and a misspelt key never looked at.
 */
export function observeConfiguration(pack: Pack, shared?: true): void {
  observe(analyzer.AnalyzerService.configure, (request) => {
    const sent = sentBy(request)
    const problems = apply(pack, shared === undefined ? sent : ours(pack, sent))
    return problems.length === 0 ? askingAll(request, pack) : refusing(request, problems)
  })
}

/** What is said of other policies is theirs to judge, and so is what is said of all and is no setting of ours. */
function ours({ policies }: Pack, sent: readonly SentConfiguration[]): readonly SentConfiguration[] {
  const names = new Set(policies.map(({ name }) => name))
  return sent.flatMap((one) => {
    if (one.name !== 'all') return names.has(one.name) ? [one] : []
    const known = Object.entries(one.properties).filter(([key]) => key in policyConfigSchema.properties)
    return [{ ...one, properties: Object.fromEntries(known) }]
  })
}

/** Hands valid configuration to the pack; answers what is wrong with the rest. */
export function apply(pack: Pack, sent: readonly SentConfiguration[]): readonly string[] {
  const { entries } = pack
  const all = sent.find(({ name }) => name === 'all')
  const named = sent.filter(({ name }) => name !== 'all')
  const problems = [
    ...named.flatMap(({ name }) =>
      entries === undefined || entries.has(name)
        ? []
        : [`there is no policy "${name}"; ${suggest(name, [...entries.keys()])}`],
    ),
    ...sent.flatMap(({ name, properties }) =>
      problemsIn(name)(properties).map((problem) => tell(name, problem)),
    ),
  ]
  return problems.length > 0 ? problems : pack.configure(overridesOf(named, all))
}

/**
 * `all` is Pulumi's own name for every policy, and reaches the pack only when somebody wrote it. Pulumi gives its level
 * to each policy, but not what else is said there.
 */
function overridesOf(
  named: readonly SentConfiguration[],
  all: SentConfiguration | undefined,
): ReadonlyMap<string, PolicyOverride> {
  return new Map(
    named.map(({ name, level, properties }) => {
      const shared = name === lockoutGuard ? guardPart(all?.properties ?? {}) : all?.properties
      const config: PolicyConfig = { ...shared, ...properties }
      return [name, { level: levelOf(level), byAll: all !== undefined, config }]
    }),
  )
}

/** Each policy has settings of its own. */
function problemsIn(name: string): (properties: Record<string, unknown>) => readonly SchemaProblem[] {
  if (name === tenantPolicyName) return propertiesOfNone
  return name === lockoutGuard ? propertiesOfGuard : problemsOf
}

function propertiesOfGuard(properties: Record<string, unknown>): readonly SchemaProblem[] {
  const known = Object.keys(guardSettings)
  const others = Object.keys(properties).filter((key) => !known.includes(key))
  if (others.length === 0) return problemsOf(properties)
  return others.map((key) => ({
    path: [key],
    about: 'key',
    sentence: `unknown key "${key}"; ${suggest(key, known)}`,
  }))
}

function problemsOf(properties: Record<string, unknown>): readonly SchemaProblem[] {
  return isPolicyConfig(properties)
    ? conditionProblems(properties, [])
    : describeErrors(errorsOf(isPolicyConfig), properties)
}

function propertiesOfNone(properties: Record<string, unknown>): readonly SchemaProblem[] {
  return Object.keys(properties).map((key) => ({
    path: [key],
    about: 'key',
    sentence: `unknown key "${key}"; this policy takes an enforcement level and nothing else`,
  }))
}

function tell(name: string, { path, sentence }: SchemaProblem): string {
  return `policy "${name}" (/${[name, ...path].join('/')}): ${sentence}`
}

function levelOf(level: number): AnnouncedLevel {
  const levels: readonly AnnouncedLevel[] = ['advisory', 'mandatory', 'disabled', 'remediate']
  return levels[level] ?? 'mandatory'
}

/**
 * @pulumi/policy passes over a disabled policy in silence, and Pulumi shows a green sign for it. So it is asked like the
 * others; the pack knows that it is disabled, says so, and finds nothing.
 */
function askingAll(request: ConfigureAnalyzerRequest, { policies }: Pack): ConfigureAnalyzerRequest {
  const { DISABLED, ADVISORY } = messages.EnforcementLevel
  for (const { name } of policies) {
    const config = request.getPolicyconfigMap().get(name)
    if (config?.getEnforcementlevel() === DISABLED) config.setEnforcementlevel(ADVISORY)
  }
  return request
}

function sentBy(request: ConfigureAnalyzerRequest): readonly SentConfiguration[] {
  return request
    .getPolicyconfigMap()
    .getEntryList()
    .map(([name]) => {
      const config = request.getPolicyconfigMap().get(name)
      const properties = (config?.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>
      return { name, level: config?.getEnforcementlevel() ?? 1, properties }
    })
}

/** A request whose reading fails in @pulumi/policy's own handler, which passes the text on to the engine. */
function refusing(request: ConfigureAnalyzerRequest, problems: readonly string[]): ConfigureAnalyzerRequest {
  return Object.assign(request, {
    getPolicyconfigMap: () => {
      const refusal = new Error(problems.join('; '))
      // The handler sends the stack instead of the message.
      refusal.stack = `${sentence(`Could not determine: ${refusal.message}`)} To do: correct the --policy-pack-config file.`
      throw refusal
    },
  })
}
