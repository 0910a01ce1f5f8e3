import { resolve } from 'node:path'
import { howToGetTheCli, parseArguments, UsageError } from './arguments.ts'
import type { Environment } from './child.ts'
import { EngineError } from './engine-error.ts'
import { preview } from './preview.ts'
import { readProject } from './project.ts'

const exitCodes = { passed: 0, failed: 1, usage: 2 } as const
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

interface EngineEffects {
  readonly environment: Environment
  readonly directory: string
  readonly write: (line: string) => void
  readonly writeError: (line: string) => void
  readonly signal: AbortSignal
}

const whatThisIs = `This is the embedded engine, a stand-in for the Pulumi CLI: it previews only, and nothing is ever created. ${howToGetTheCli}`

/** The embedded engine as a command: the words of the command line in, the exit code of the CLI out. */
export async function runEngine(words: readonly string[], effects: EngineEffects): Promise<ExitCode> {
  try {
    const request = parseArguments(words)
    effects.write(whatThisIs)
    const directory = resolve(effects.directory, request.directory ?? '.')
    const names = [request.stack, effects.environment['PULUMI_STACK']]
    const stack = names.find((name) => name !== undefined && name !== '') ?? 'dev'
    const project = await readProject({ directory, stack, config: request.config })
    effects.write(`Previewing update (${stack}):`)
    const passed = await preview({ project, packs: request.packs, directory }, effects)
    return passed ? exitCodes.passed : exitCodes.failed
  } catch (error) {
    return endFor(error, effects)
  }
}

function endFor(error: unknown, { signal, writeError }: EngineEffects): ExitCode {
  // What fails because everything is being stopped is no news.
  if (signal.aborted) return exitCodes.failed
  if (!(error instanceof UsageError || error instanceof EngineError)) throw error
  writeError(`error: ${error.message}`)
  return error instanceof UsageError ? exitCodes.usage : exitCodes.failed
}
