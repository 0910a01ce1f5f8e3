import { parseJson } from '../io/parse-json.ts'
import type { Configured, Exception, PolicyFile, SetLevel } from '../rules/configuration/policy-file.ts'
import { setLevels } from '../rules/configuration/policy-file.ts'
import isPolicyConfig from '../schemas/compiled/is-policy-config.cjs'
import isPolicyFile from '../schemas/compiled/is-policy-file.cjs'
import { guardSettings } from '../schemas/guard-settings.ts'
import { policyConfigSchema } from '../schemas/policy-config.ts'
import { errorsOf } from '../schemas/validator.ts'
import { parseLocated } from './located-text.ts'
import { ConfigurationError } from './problem.ts'
import { conditionProblems } from './rule-problems.ts'
import { describeErrors, problem as wrong, type SchemaProblem, suggest } from './schema-sentence.ts'
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
    further: (members) => problemsOf(members, names),
  })
  refuseYaml(text, file)
  const version = versionOf(value) ?? 1
  const { policies, path } = policiesOf(value, version)
  return {
    version,
    policies: new Map(
      Object.entries(policies).map(([name, entry]) => [name, configured(entry, [...path, name])]),
    ),
    environments: listOf(value['environments']).map(String),
    exceptions: listOf(version === 2 ? value['exceptions'] : []).map(exceptionOf),
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

/** Without a version it is the first. */
function versionOf({ version = 1 }: Members): 1 | 2 | undefined {
  return version === 1 || version === 2 ? version : undefined
}

function policiesOf(members: Members, version: 1 | 2): { readonly policies: Members; readonly path: Path } {
  if (version === 2) return { policies: membersOf(members['policies']), path: ['policies'] }
  const { version: _, environments: __, ...policies } = members
  return { policies, path: [] }
}

function problemsOf(members: Members, names: PolicyNames): readonly SchemaProblem[] {
  const version = versionOf(members)
  if (version === undefined) {
    const given = shorten(JSON.stringify(members['version']))
    return [
      wrong(
        ['version'],
        `version ${given} of a policy configuration is not known, only 1 and 2; use a newer entra-mfa-gate`,
      ),
    ]
  }
  const { policies, path } = policiesOf(members, version)
  return [
    ...environmentProblems(members['environments']),
    ...Object.entries(policies).flatMap(([name, entry]) =>
      policyProblems(name, entry, [...path, name], names),
    ),
    ...(version === 2 ? secondProblems(members) : []),
  ]
}

function environmentProblems(given: unknown = []): readonly SchemaProblem[] {
  return Array.isArray(given) && given.every((one) => typeof one === 'string')
    ? []
    : [wrong(['environments'], 'environments must be a list of texts; write ["project/environment"]')]
}

function policyProblems(
  name: string,
  entry: unknown,
  path: Path,
  { rules, guards, own }: PolicyNames,
): readonly SchemaProblem[] {
  if (typeof entry === 'string') return levelProblems(entry, path)
  if (!isMembers(entry))
    return [wrong(path, `${shorten(name)} must be a level or a mapping; write ${levelList}`)]
  const { enforcementLevel: level, ...settings } = entry
  return [
    ...(level === undefined ? [] : levelProblems(level, [...path, 'enforcementLevel'])),
    ...(rules.includes(name) ? settingProblems(settings, path) : []),
    ...(guards.includes(name) ? guardProblems(name, settings, path) : []),
    ...(name === 'all' ? settingProblems(knownOf(settings), path) : []),
    ...(own.includes(name) ? Object.keys(settings).map((key) => unknownSetting(name, [...path, key])) : []),
  ]
}

const levelList = setLevels.map((level) => `"${level}"`).join(', ')

function levelProblems(given: unknown, path: Path): readonly SchemaProblem[] {
  if (isLevel(given)) return []
  const text = shorten(JSON.stringify(given))
  return [wrong(path, `${text} is no enforcement level; ${suggest(String(given), setLevels)}`)]
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

const secondMembers = ['version', 'policies', 'exceptions', 'environments'] as const

/** What a file of version 2 has besides. */
function secondProblems(members: Members): readonly SchemaProblem[] {
  const { policies = {}, exceptions = [] } = members
  return [
    ...unknownKeys(members, secondMembers, []),
    ...(isMembers(policies)
      ? []
      : [wrong(['policies'], 'policies must be a mapping of the names of policies to their settings')]),
    ...(Array.isArray(exceptions)
      ? exceptions.flatMap((one, index) => exceptionProblems(one, ['exceptions', String(index)]))
      : [wrong(['exceptions'], 'exceptions must be a list')]),
  ]
}

function exceptionProblems(given: unknown, path: Path): readonly SchemaProblem[] {
  if (!isMembers(given)) return [wrong(path, 'an exception must be a mapping with "reason" and "match"')]
  const { match, reason } = given
  return [
    ...unknownKeys(given, ['reason', 'match'], path),
    ...(typeof reason === 'string' && reason.trim() !== ''
      ? []
      : [wrong(path, 'the exception gives no reason; add "reason"')]),
    ...(Array.isArray(match) && match.length > 0
      ? match.flatMap((one, index) => matchProblems(one, [...path, 'match', String(index)]))
      : [wrong(path, 'the exception matches nothing; add "match" with "policies" and "targets"')]),
  ]
}

function matchProblems(given: unknown, path: Path): readonly SchemaProblem[] {
  if (!isMembers(given)) return [wrong(path, 'it must be a mapping with "policies" and "targets"')]
  return [
    ...unknownKeys(given, ['policies', 'targets'], path),
    ...(['policies', 'targets'] as const).flatMap((key) =>
      isTexts(given[key])
        ? []
        : [wrong([...path, ...(key in given ? [key] : [])], `"${key}" must be a list of texts`)],
    ),
  ]
}

function unknownKeys(members: Members, known: readonly string[], path: Path): readonly SchemaProblem[] {
  return Object.keys(members)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...path, key],
      about: 'key',
      sentence: `unknown key "${shorten(key)}", so nobody can tell what it lets through; ${suggest(key, known)}`,
    }))
}

function configured(entry: unknown, path: Path): Configured {
  if (isLevel(entry)) return { level: entry, levelPath: path, config: {}, path }
  const { enforcementLevel: level, ...config } = membersOf(entry)
  const known = knownOf(config)
  return {
    path,
    ...(isLevel(level) ? { level, levelPath: [...path, 'enforcementLevel'] } : {}),
    // What is said of other policies is not looked at, so that only our own settings are valid here.
    config: isPolicyConfig(known) ? known : {},
  }
}

function exceptionOf(given: unknown, index: number): Exception {
  const { reason, match } = membersOf(given)
  return {
    reason: String(reason),
    entries: listOf(match).map((entry, at) => ({
      policies: listOf(membersOf(entry)['policies']).map(String),
      targets: listOf(membersOf(entry)['targets']).map(String),
      path: ['exceptions', String(index), 'match', String(at)],
    })),
  }
}

function isLevel(given: unknown): given is SetLevel {
  return setLevels.some((level) => level === given)
}

function isTexts(given: unknown): boolean {
  return (
    Array.isArray(given) && given.length > 0 && given.every((one) => typeof one === 'string' && one !== '')
  )
}

function isMembers(given: unknown): given is Members {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

function membersOf(given: unknown): Members {
  return isMembers(given) ? given : {}
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? (given as readonly unknown[]) : []
}
