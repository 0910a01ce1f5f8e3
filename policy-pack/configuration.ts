import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import type { ConfigureAnalyzerRequest } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { sentence } from '../src/report/sentence.ts'
import { conditionProblems } from '../src/config/rule-problems.ts'
import { describeErrors, type SchemaProblem, suggest } from '../src/config/schema-sentence.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import { errorsOf, isPolicyConfig } from '../src/schemas/validate.ts'
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
  const overrides = new Map<string, PolicyOverride>()
  // `all` is Pulumi's own name for every policy; it has already given its level to each.
  const named = sent.filter(({ name }) => name !== 'all')
  const problems = named.flatMap(({ name, level, properties }) => {
    const { entries } = pack
    if (entries !== undefined && !entries.has(name)) {
      return [`there is no policy "${name}"; ${suggest(name, [...entries.keys()])}`]
    }
    const wrong = problemsOf(properties)
    if (wrong.length > 0 || !isPolicyConfig(properties)) return wrong.map((problem) => tell(name, problem))
    overrides.set(name, { level: levelOf(level), config: properties })
    return []
  })
  if (problems.length === 0) pack.configure(overrides)
  if (named.length > 0 && named.every(({ level }) => levelOf(level) === 'disabled')) warnNothingAsked()
  return problems
}

function problemsOf(properties: Record<string, unknown>): readonly SchemaProblem[] {
  return isPolicyConfig(properties)
    ? conditionProblems(properties, [])
    : describeErrors(errorsOf(isPolicyConfig), properties)
}

function tell(name: string, { path, sentence }: SchemaProblem): string {
  return `policy "${name}" (/${[name, ...path].join('/')}): ${sentence}`
}

/** A `remediate` that finds a violation counts as mandatory, as in Pulumi. */
function levelOf(level: number): Enforcement {
  const levels: readonly Enforcement[] = ['advisory', 'mandatory', 'disabled']
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
