import { Command, CommanderError } from 'commander'
import { EngineError } from './engine-error.ts'
import type { PackRequest } from './packs/load-packs.ts'

export const howToGetTheCli =
  'To get the Pulumi CLI, run `npx pulumi version` where downloads are allowed, or see pulumi.com/docs/install.'

interface EngineArguments {
  readonly directory: string | undefined
  readonly stack: string | undefined
  readonly packs: readonly PackRequest[]
  readonly config: readonly string[]
}

/** The command line asks for something the embedded engine does not do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Reads the words after the command's name. They are the CLI's, as far as a preview here knows them. */
export function parseArguments(words: readonly string[]): EngineArguments {
  const command = engineCommand()
  try {
    command.parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const complaint = error.message.replace(/^error: /, '').replace(/\.$/, '')
    throw new UsageError(`${complaint}; the embedded engine previews only. ${howToGetTheCli}`)
  }
  const [verb] = command.args
  if (verb !== 'preview' && verb !== 'pre') {
    throw new UsageError(`The embedded engine previews only, it has no command "${verb}". ${howToGetTheCli}`)
  }
  const { cwd, stack, policyPack, policyPackConfig, config } = command.opts<Options>()
  return {
    directory: cwd,
    stack: stack?.split('/').at(-1),
    packs: pair(policyPack, policyPackConfig),
    config,
  }
}

interface Options {
  readonly cwd?: string
  readonly stack?: string
  readonly policyPack: readonly string[]
  readonly policyPackConfig: readonly string[]
  readonly config: readonly string[]
}

function engineCommand(): Command {
  return new Command('embedded-engine')
    .argument('<command>')
    .option('-C, --cwd <directory>')
    .option('-s, --stack <name>')
    .option('--policy-pack <path>', '', appendParts, [])
    .option('--policy-pack-config <file>', '', appendParts, [])
    .option('-c, --config <key=value>', '', append, [])
    .option('--color <when>')
    .option('--non-interactive')
    .allowExcessArguments(false)
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
}

function append(word: string, words: readonly string[]): readonly string[] {
  return [...words, word]
}

/** In `preview` the CLI splits these two flags at commas. */
function appendParts(word: string, words: readonly string[]): readonly string[] {
  return [...words, ...word.split(',')]
}

function pair(paths: readonly string[], files: readonly string[]): readonly PackRequest[] {
  if (files.length > 0 && paths.length === 0) {
    throw new EngineError('"--policy-pack-config" must be specified with "--policy-pack"')
  }
  if (files.length > 0 && files.length !== paths.length) {
    throw new EngineError(
      'the number of "--policy-pack-config" flags must match the number of "--policy-pack" flags',
    )
  }
  return paths.map((path, index) => ({ path, configFile: files[index] }))
}
