import { type Command, Option } from 'commander'
import { parseDeadlines } from '../config/deadlines.ts'
import type { Environment } from '../config/environment.ts'
import { type LoadedRules, loadRules } from '../config/rules-file.ts'
import { rulesIn } from '../config/rules-here.ts'
import { type Settings, settingsFrom } from '../config/settings.ts'
import type { AuditTenant } from '../audit/audit-tenant.ts'
import { assess } from '../gate/assess.ts'
import { type Gate, prepare, type Setup } from '../gate/prepare.ts'
import type { Access } from '../gate/read.ts'
import { type TenantReader, tenantReader } from '../gate/reader.ts'
import type { SourceChoice } from '../model/source.ts'
import type { Rule } from '../rules/rule.ts'
import { parseStack } from '../config/stack-option.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { Stack } from '../rules/stack.ts'
import { sourceChoices } from '../schemas/source.ts'
import { severalTimes } from './several-times.ts'
import { debugLog } from './debug.ts'
import type { Effects } from './effects.ts'
import { defaultOf } from './table-help.ts'
import { watched } from './progress-bar.ts'
import type { BaselineStore } from '../snapshots/baseline-store.ts'
import { storeIn } from '../snapshots/directory-store.ts'
import { tellReading } from './output/tell-reading.ts'
import { warn } from './output/tell.ts'

/** What the commands that read a tenant have in common. */
export interface ReadOptions {
  readonly rules?: string
  readonly timeout?: string
  readonly source?: SourceChoice
  readonly debug?: true
}

/** What the commands that judge a tenant have in common. */
export interface GateOptions extends StackOptions {
  readonly snapshot?: string
}

/** What is asked of which stack. */
export interface StackOptions extends ReadOptions {
  readonly stack?: string
  readonly tag: readonly string[]
  /** commander's name for --no-tags. */
  readonly tags: boolean
  readonly baselines?: string
}

export interface GateRun {
  readonly loaded: LoadedRules
  readonly assessment: Assessment
  readonly expectedTenantId: string | undefined
}

export function addReadOptions(command: Command): Command {
  return command
    .option('--rules <file>', `rules document (YAML or JSON); ${defaultOf('MFA_GATE_RULES')}`)
    .option(
      '--timeout <time>',
      `time limit for sign-in, requests and retries together, such as 30s or 2m; ${defaultOf('MFA_GATE_TIMEOUT')}`,
    )
    .addOption(
      new Option(
        '--source <source>',
        'report to read; default: what the rules document says, else auto',
      ).choices(sourceChoices),
    )
    .option('--debug', 'print the technical cause of a failure on stderr, without secrets')
}

export function addGateOptions(command: Command): Command {
  return addStackOptions(command).option(
    '--snapshot <file>',
    `judge a saved snapshot instead of reading the tenant; ${defaultOf('MFA_GATE_SNAPSHOT')}`,
  )
}

export function addStackOptions(command: Command): Command {
  return addReadOptions(command)
    .option(
      '--stack <name>',
      'organization/project/stack that will be deployed; rules and waivers can depend on it',
    )
    .addOption(severalTimes('--tag <name=value>', 'a tag of that stack; may be given several times'))
    .option('--no-tags', 'state that the stack has no tags')
    .option(
      '--baselines <directory>',
      `directory in which ratios are kept for noDropMoreThan; ${defaultOf('MFA_GATE_BASELINES')}`,
    )
}

/** What the options and the environment say, before anything is read of the tenant. */
interface GatePreparation {
  readonly loaded: LoadedRules
  readonly gate: Gate
  readonly access: Access
}

/** @throws ConfigurationError */
export function prepareGate(
  effects: Effects,
  options: GateOptions,
  { limit = (store) => store, refuse, tenant, ...asked }: GateHooks = {},
): GatePreparation {
  const { environment, directory } = effects
  const now = effects.now()
  const settings = tenant?.settings ?? settingsWith(options, environment)
  const stack = stackFrom(options, settings)
  const loaded = tenant?.loaded ?? rulesFor(options, settings, directory)
  const baselines = limit(baselinesFrom(options, settings, directory))
  const gate = prepare({ loaded, now, stack, baselines, source: options.source, ...asked })
  refuse?.(gate.rules)
  return {
    loaded,
    gate,
    access: { ...accessOf(effects, options, settings), signIn: tenant?.signIn },
  }
}

/** The rules that are named, else those that lie in the directory, else the built-in ones. @throws ConfigurationError */
export function rulesFor({ rules }: ReadOptions, settings: Settings, directory: string): LoadedRules {
  return loadRules(rules ?? settings.rulesFile ?? rulesIn(directory), directory)
}

/** How the tenant is read, as the options and the environment say. */
export function accessOf(effects: Effects, options: ReadOptions, settings: Settings): Access {
  const { environment, directory, now } = effects
  return { settings, environment, directory, now, onFailure: onFailureOf(options, effects) }
}

/** @throws ConfigurationError */
export function stackFrom({ stack, tag: tags, tags: mayHaveTags }: StackOptions, settings: Settings): Stack {
  return parseStack({ stack, tags, noTags: !mayHaveTags }, settings.organization)
}

export function baselinesFrom(
  { baselines }: Pick<StackOptions, 'baselines'>,
  settings: Settings,
  directory: string,
): BaselineStore {
  return storeIn(baselines ?? settings.baselines, directory)
}

/** Where `--debug` sends what lies behind a failure. */
export function onFailureOf(
  { debug }: ReadOptions,
  { stderr, voice }: Pick<Effects, 'stderr' | 'voice'>,
): Access['onFailure'] {
  return debug === true || voice === 'verbose' ? debugLog(stderr) : undefined
}

/** What a command adds to the run. */
interface GateHooks extends Pick<Setup, 'list' | 'further'> {
  /** In place of the tenant that the environment names. */
  readonly tenant?: AuditTenant | undefined
  /** Puts itself before the store, such as to record nothing. */
  readonly limit?: (store: BaselineStore) => BaselineStore
  /** Sees the rules before the tenant is read. @throws ConfigurationError */
  readonly refuse?: (rules: readonly Rule[]) => void
}

/** Loads the rules, reads the tenant and judges it, as the options and the environment say. */
export async function runGate(
  effects: Effects,
  options: GateOptions,
  hooks: GateHooks = {},
): Promise<GateRun> {
  const { loaded, gate, access } = prepareGate(effects, options, hooks)
  const reader = tenantReader(access.settings, access.directory)
  await tellStandIn(reader, effects)
  const assessment = await watched(effects, (watch) =>
    assess(gate, () => reader.read(gate.inquiry, { ...access, ...watch })),
  )
  await tellReading(effects, { loaded, assessment })
  return { loaded, assessment, expectedTenantId: access.settings.expectedTenant?.id }
}

async function tellStandIn({ simulated, savedIn }: TenantReader, effects: Effects): Promise<void> {
  if (!simulated || savedIn === undefined) return
  await warn(effects.stderr, `${savedIn} is of the embedded tenant, a stand-in for Microsoft`)
}

/** The environment's settings, where no option says otherwise. @throws ConfigurationError */
export function settingsWith(
  { timeout, snapshot }: ReadOptions & { readonly snapshot?: string },
  environment: Environment,
): Settings {
  const settings = settingsFrom(environment)
  return {
    ...settings,
    ...(timeout === undefined ? {} : { time: parseDeadlines(timeout, { name: '--timeout' }) }),
    ...(snapshot === undefined ? {} : { snapshotFile: snapshot }),
  }
}
