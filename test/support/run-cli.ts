import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { setDefaultCACertificates } from 'node:tls'
import type { Effects, Output } from '../../src/cli/effects.ts'
import { runCli as run } from '../../src/cli/run-cli.ts'
import { projectDirectory, type Ran } from './run-process.ts'

interface Place {
  /** A function stands for a folder that asking for may fail. */
  readonly cwd?: string | (() => string)
  /** The moment at which the command runs; else now. */
  readonly now?: () => Date
  /** Width of the terminal that it prints to; else it is a pipe. */
  readonly columns?: number
  readonly signals?: EventEmitter
  /** What is typed on a terminal; without it standard input is empty. */
  readonly typed?: string
}

/**
 * Runs a command line in this process. Only of a process of its own can be said what `process`, Node's own variables and
 * @azure/identity's reading of the environment do: those tests use runProcess.
 */
export async function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  place: Place = {},
): Promise<Ran> {
  const started = performance.now()
  const [stdout, stderr] = [new Kept(place.columns), new Kept(place.columns)]
  using _ = trusting(environment['NODE_EXTRA_CA_CERTS'])
  const exitCode = await run(args, effectsOf(stdout, stderr, environment, place))
  return { exitCode, stdout: stdout.text, stderr: stderr.text, milliseconds: performance.now() - started }
}

/** The effects of a command that is not to reach anything. */
export function unusedEffects(): Effects {
  return effectsOf(new Kept(undefined), new Kept(undefined), {}, {})
}

function effectsOf(
  stdout: Output,
  stderr: Output,
  environment: NodeJS.ProcessEnv,
  { cwd = projectDirectory, now = () => new Date(), signals = new EventEmitter(), typed }: Place,
): Effects {
  return {
    stdin: Object.assign(Readable.from([typed ?? '']), { isTTY: typed !== undefined }),
    stdout,
    stderr,
    environment,
    get directory() {
      return typeof cwd === 'string' ? cwd : cwd()
    },
    now,
    signals,
    node: process.version,
  }
}

/** Keeps what is written. */
class Kept extends Writable implements Output {
  text = ''
  readonly isTTY: boolean
  readonly columns: number

  constructor(columns: number | undefined) {
    super({ decodeStrings: false })
    this.isTTY = columns !== undefined
    this.columns = columns ?? 80
  }

  override _write(chunk: string | Buffer, _: string, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

const trusted: string[] = []

/**
 * Node reads NODE_EXTRA_CA_CERTS when it starts; here it holds as long as a run lasts, for those beside it too. Nobody
 * else is trusted, as parsing what Node brings takes longer than most runs.
 */
export function trusting(file: string | undefined): Disposable {
  if (file === undefined || file === '') return { [Symbol.dispose]: () => undefined }
  const authority = readFileSync(file, 'utf8')
  trusted.push(authority)
  setDefaultCACertificates(trusted)
  return {
    [Symbol.dispose]() {
      trusted.splice(trusted.indexOf(authority), 1)
      setDefaultCACertificates(trusted)
    },
  }
}
