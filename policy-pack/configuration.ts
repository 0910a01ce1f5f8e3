import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import type { ConfigureAnalyzerRequest } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { sentence } from '../src/report/sentence.ts'
import { conditionProblems } from '../src/config/rule-problems.ts'
import { describeErrors, type SchemaProblem, suggest } from '../src/config/schema-sentence.ts'
import type { PolicyConfig } from '../src/schemas/policy-config.ts'
import { errorsOf, isPolicyConfig } from '../src/schemas/validate.ts'
import type { AnnouncedLevel } from './announced-level.ts'
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
export function observeConfiguration(pack: Pack): void {
  const method = analyzer.AnalyzerService.configure
  const original = method.requestDeserialize
  method.requestDeserialize = (bytes) => {
    const request = original(bytes)
    const problems = apply(pack, sentBy(request))
    return problems.length === 0 ? request : refusing(request, problems)
  }
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
    ...sent.flatMap(({ name, properties }) => problemsOf(properties).map((problem) => tell(name, problem))),
  ]
  if (problems.length > 0) return problems
  const refused = pack.configure(overridesOf(named, all))
  if (refused.length > 0) return refused
  if (named.length > 0 && named.every(({ level }) => levelOf(level) === 'disabled')) warnNothingAsked()
  return []
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
      const config: PolicyConfig = { ...all?.properties, ...properties }
      return [name, { level: levelOf(level), byAll: all !== undefined, config }]
    }),
  )
}

function problemsOf(properties: Record<string, unknown>): readonly SchemaProblem[] {
  return isPolicyConfig(properties)
    ? conditionProblems(properties, [])
    : describeErrors(errorsOf(isPolicyConfig), properties)
}

function tell(name: string, { path, sentence }: SchemaProblem): string {
  return `policy "${name}" (/${[name, ...path].join('/')}): ${sentence}`
}

function levelOf(level: number): AnnouncedLevel {
  const levels: readonly AnnouncedLevel[] = ['advisory', 'mandatory', 'disabled', 'remediate']
  return levels[level] ?? 'mandatory'
}

/** Pulumi shows a green line for a pack that was asked nothing, so the pack says so itself; stderr reaches Diagnostics. */
function warnNothingAsked(): void {
  process.stderr.write(
    'entra-mfa-gate: every policy is disabled, so the tenant was not read and nothing was checked.\n',
  )
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
