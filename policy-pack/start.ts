import { parse } from 'node:path'
import type { LoadedRules } from '../src/config/rules-file.ts'
import { settingText } from '../src/config/setting.ts'
import type { Environment, Settings } from '../src/config/settings.ts'
import { observeConfiguration } from './configuration.ts'
import { observeStack } from './observe-stack.ts'
import { type Pack, packOf } from './pack.ts'
import { pathProblems } from './path-problems.ts'
import { reportsFrom } from './reports.ts'
import { workplaceHere } from './workplace-here.ts'

interface StartOptions {
  readonly environment: Environment
  /** Set where the pack brings its own rules, at `path` when they are in a file: the environment may not name others. */
  readonly brings?: { readonly path?: string; readonly todo: string } | undefined
  /** In place of the rules document that the settings name. `directory`: where the pack works. */
  readonly load?: (settings: Settings, directory: string) => LoadedRules
  /** Stacks that the rules are for, as organization/project/stack; without it every one. */
  readonly only?: readonly string[]
  /** Other policies stand beside ours in the same pack. */
  readonly shared?: true
}

/** Makes the policies of this process, and has them see what the engine tells. */
export function startPack({ environment, brings, load, only, shared }: StartOptions): Pack {
  const cwd = workingDirectory()
  const launched = /[\\/]run-policy-pack(?:[\\/]|$)/.test(process.argv[1] ?? '')
  const workplace = workplaceHere({ environment, cwd: cwd ?? '', parent: process.ppid, launched })
  // Where no place is known nothing relative is read, so that it does not matter which one stands in.
  const pack = packOf(
    environment,
    workplace.directory ?? cwd ?? '/',
    (settings, reports) => [...otherRules(settings, brings), ...pathProblems(settings, reports, workplace)],
    {
      say: (line) => void process.stderr.write(`${line}\n`),
      reports: reportsFrom(settingText(environment, 'MFA_GATE_REPORT'), workplace.directory, environment),
      // What a program says counts from the pack's own directory, where its launcher works.
      ...(load === undefined ? {} : { load: (settings: Settings) => load(settings, cwd ?? '/') }),
      only,
    },
  )
  // The library asks for the working directory, and where that has been removed it would end with a stack trace.
  if (cwd === undefined) process.chdir(parse(process.execPath).root)
  observeConfiguration(pack, shared)
  observeStack(pack)
  pack.inputs?.observe()
  return pack
}

/** Whoever publishes rules with the pack decides them; the environment of whoever deploys does not. */
function otherRules({ rulesFile }: Settings, brings: StartOptions['brings']): readonly string[] {
  if (brings === undefined || rulesFile === brings.path) return []
  const own = brings.path === undefined ? 'its own rules' : `its own rules (${brings.path})`
  return [`MFA_GATE_RULES is set, and this pack brings ${own}; unset it, or ${brings.todo}`]
}

/** Undefined where it has been removed, of which Node makes an exception. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}
