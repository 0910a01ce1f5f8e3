import { resolve } from 'node:path'
import type { Command } from 'commander'
import { assess } from '../assess.ts'
import { type LoadedRules, loadRules } from '../config/rules-file.ts'
import { parseDeadline, settingsFrom } from '../config/settings.ts'
import { parseStack } from '../config/stack-option.ts'
import type { Assessment } from '../rules/assessment.ts'
import { rulesFrom } from '../rules/from-document.ts'
import type { Rule } from '../rules/rule.ts'
import type { Stack } from '../rules/stack.ts'
import { type BaselineStore, noStore } from '../snapshots/baseline-store.ts'
import { directoryStore } from '../snapshots/directory-store.ts'
import { readerOf } from './reader.ts'

/** What the commands that judge a tenant have in common. */
export interface GateOptions {
  readonly rules?: string
  readonly timeout?: string
  readonly stack?: string
  readonly tag: readonly string[]
  /** commander's name for --no-tags. */
  readonly tags: boolean
  readonly snapshots?: string
  readonly snapshot?: string
}

export interface GateRun {
  readonly loaded: LoadedRules
  readonly stack: Stack
  readonly assessment: Assessment
  readonly now: Date
}

export function addGateOptions(command: Command): Command {
  return command
    .option(
      '--rules <file>',
      'rules document (YAML or JSON); default: MFA_GATE_RULES, else the built-in rules',
    )
    .option('--stack <name>', 'organization/project/stack that is to be deployed, for what hangs on it')
    .option('--tag <name=value>', 'a tag of that stack; may be given several times', append, [])
    .option('--no-tags', 'say that the stack has no tags')
    .option(
      '--snapshots <directory>',
      'where ratios are kept for noDropMoreThan; default: MFA_GATE_SNAPSHOTS, else nowhere',
    )
    .option('--snapshot <file>', 'judge a saved snapshot and read no tenant; default: MFA_GATE_SNAPSHOT')
    .option(
      '--timeout <time>',
      'for sign-in, requests and retries together, such as 30s or 2m; default: MFA_GATE_TIMEOUT, else 30s',
    )
}

/** What a command adds to the run. */
interface GateHooks {
  /** Puts itself before the store, such as to record nothing. */
  readonly limit?: (store: BaselineStore) => BaselineStore
  /** Sees the rules before the tenant is read. @throws ConfigurationError */
  readonly refuse?: (rules: readonly Rule[]) => void
}

/** Loads the rules, reads the tenant and judges it, as the options and the environment say. */
export async function runGate(
  options: GateOptions,
  { limit = (store) => store, refuse }: GateHooks = {},
): Promise<GateRun> {
  const environment = process.env
  const directory = process.cwd()
  const now = new Date()
  const fromEnvironment = settingsFrom(environment)
  const settings = {
    ...fromEnvironment,
    ...(options.timeout === undefined ? {} : { deadlineMs: parseDeadline(options.timeout, '--timeout') }),
  }
  const { stack: name, tag: tags, tags: mayHaveTags } = options
  const stack = parseStack({ stack: name, tags, noTags: !mayHaveTags }, settings.organization)
  const loaded = loadRules(options.rules ?? settings.rulesFile, directory)
  const kept = options.snapshots ?? settings.snapshots
  const rules = rulesFrom(loaded, { now, stack })
  refuse?.(rules)
  const read = readerOf(
    { settings, environment, now: () => new Date() },
    options.snapshot ?? settings.snapshotFile,
    directory,
  )
  const assessment = await assess(rules, read, {
    now,
    stack,
    waivers: loaded.waivers,
    baselines: limit(kept === undefined ? noStore : directoryStore(resolve(directory, kept))),
  })
  return { loaded, stack, assessment, now }
}

function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}
