import { parseJson } from '../io/parse-json.ts'
import type { ConfiguredPolicy, Exception, PolicyFile } from '../rules/configuration/policy-file.ts'
import isPolicyConfig from '../schemas/compiled/is-policy-config.cjs'
import isPolicyFile from '../schemas/compiled/is-policy-file.cjs'
import { guardSettings } from '../schemas/guard-settings.ts'
import { policyConfigSchema } from '../schemas/policy-config.ts'
import type { PolicyEntry, PolicyFileText } from '../schemas/policy-file.ts'
import { errorsOf } from '../schemas/validator.ts'
import { parseLocated } from './located-text.ts'
import { ConfigurationError } from './problem.ts'
import { conditionProblems } from './rule-problems.ts'
import { describeErrors, type SchemaProblem } from './schema-sentence.ts'
import { shorten } from './shorten.ts'

type Members = Readonly<Record<string, unknown>>
type Path = readonly string[]

/** Names in the pack by which configuration is understood. */
export interface PolicyNames {
  readonly rules: readonly string[]
  /** They have some of a rule's settings. */
  readonly guards: readonly string[]
  /** The pack's own, which have a level and nothing else. */
  readonly own: readonly string[]
}

/**
 * Reads the text of a file for `--policy-pack-config`, of version 1 or 2; `file` is only for messages. What is not known
 * is refused, as nobody could say what it lets through.
 * @throws ConfigurationError with a sentence per problem: `file:line:column (/json/path): what; what to do`.
 */
export function parsePolicyFile(text: string, file: string, names: PolicyNames): PolicyFile {
  // Pulumi takes it for no configuration.
  if (text.trim() === '') return { version: 1, policies: new Map(), environments: [], exceptions: [], locate }
  const { value, locate: lineOf } = parseLocated(text, file, {
    validator: isPolicyFile,
    further: (file) => problemsOf(file, names),
  })
  refuseYaml(text, file)
  const { policies, path } = policiesOf(value)
  return {
    version: value.version ?? 1,
    policies: new Map(
      Object.entries(policies).map(([name, entry]) => [name, configured(entry, [...path, name])]),
    ),
    environments: value.environments ?? [],
    exceptions: value.version === 2 ? (value.exceptions ?? []).map(exceptionOf) : [],
    locate: lineOf,
  }
}

const locate = (): undefined => undefined

/** The parser for places takes YAML too, which Pulumi does not. */
function refuseYaml(text: string, file: string): void {
  try {
    parseJson(text)
  } catch {
    throw new ConfigurationError([`${file}: is YAML, but Pulumi accepts only JSON; write it as JSON`])
  }
}

type Policies = Readonly<Record<string, PolicyEntry>>

function policiesOf(file: PolicyFileText): { readonly policies: Policies; readonly path: Path } {
  if (file.version === 2) return { policies: file.policies ?? {}, path: ['policies'] }
  const { version: _, environments: __, ...policies } = file
  return { policies: policies as Policies, path: [] }
}

function problemsOf(file: PolicyFileText, names: PolicyNames): readonly SchemaProblem[] {
  const { policies, path } = policiesOf(file)
  return Object.entries(policies).flatMap(([name, entry]) =>
    policyProblems(name, settingsOf(entry), [...path, name], names),
  )
}

/** What its name allows; its level is checked already. */
function policyProblems(
  name: string,
  settings: Members,
  path: Path,
  { rules, guards, own }: PolicyNames,
): readonly SchemaProblem[] {
  return [
    ...(rules.includes(name) ? settingProblems(settings, path) : []),
    ...(guards.includes(name) ? guardProblems(name, settings, path) : []),
    ...(name === 'all' ? settingProblems(knownOf(settings), path) : []),
    ...(own.includes(name) ? Object.keys(settings).map((key) => unknownSetting(name, [...path, key])) : []),
  ]
}

function settingProblems(settings: Members, path: Path): readonly SchemaProblem[] {
  const problems = isPolicyConfig(settings)
    ? conditionProblems(settings, [])
    : describeErrors(errorsOf(isPolicyConfig), settings)
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
}

/** What stands under `all` and is no setting of ours may be one of other policies of the same pack. */
function knownOf(settings: Members): Members {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key in policyConfigSchema.properties))
}

function guardProblems(name: string, settings: Members, path: Path): readonly SchemaProblem[] {
  const others = Object.keys(settings).filter((key) => !(key in guardSettings))
  if (others.length === 0) return settingProblems(settings, path)
  return others.map((key) =>
    unknownSetting(name, [...path, key], `it has ${Object.keys(guardSettings).join(', ')}`),
  )
}

function unknownSetting(name: string, path: Path, has = 'it takes a level and nothing else'): SchemaProblem {
  const sentence = `unknown key "${shorten(path.at(-1) ?? '')}" for ${name}; ${has}`
  return { path, about: 'key', sentence }
}

function settingsOf(entry: PolicyEntry): Members {
  if (typeof entry === 'string') return {}
  const { enforcementLevel: _, ...settings } = entry
  return settings
}

function configured(entry: PolicyEntry, path: Path): ConfiguredPolicy {
  if (typeof entry === 'string') return { level: entry, levelPath: path, config: {}, path }
  const { enforcementLevel: level } = entry
  const known = knownOf(settingsOf(entry))
  return {
    path,
    ...(level === undefined ? {} : { level, levelPath: [...path, 'enforcementLevel'] }),
    // What is said of other policies is not looked at, so that only our own settings are valid here.
    config: isPolicyConfig(known) ? known : {},
  }
}

type GivenException = NonNullable<Extract<PolicyFileText, { version: 2 }>['exceptions']>[number]

function exceptionOf({ reason, match }: GivenException, index: number): Exception {
  const entries = match.map((entry, at) => ({
    ...entry,
    path: ['exceptions', String(index), 'match', String(at)],
  }))
  return { reason, entries }
}
