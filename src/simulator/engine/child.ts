import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { delimiter, dirname } from 'node:path'

const graceMs = 5000

export type Environment = Readonly<Record<string, string | undefined>>

interface ChildOptions {
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: string
  readonly environment: Environment
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void
}

/** A process of ours with everything it starts itself: it leads a group, so that none of it stays behind. */
export class Child {
  /** Resolves when the process has ended and its last line was handed on; rejects when it could not be started. */
  readonly ended: Promise<ExitStatus>
  readonly #process: ChildProcess

  constructor(options: ChildOptions) {
    this.#process = spawn(options.command, options.arguments, {
      cwd: options.directory,
      env: { ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    this.ended = ended(this.#process, options.onLine)
    // The owner may look at it late; until then a failure to start must not count as unhandled.
    this.ended.catch(() => undefined)
  }

  /** Asks the process to end, and after five seconds makes it. */
  async stop(): Promise<void> {
    if (this.#process.pid === undefined) return
    const killer = setTimeout(() => this.#signal('SIGKILL'), graceMs)
    this.#signal('SIGTERM')
    await this.ended
    clearTimeout(killer)
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process
    if (pid === undefined) return
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal)
    } catch (error) {
      // Gone already, which is what was asked for.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

interface ExitStatus {
  readonly code: number
}

/** The environment of a child: `node` on its PATH is the Node that runs the engine. */
export function withOwnNode(environment: Environment): Environment {
  const key = Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const rest = environment[key]
  return { ...environment, [key]: [dirname(process.execPath), ...(rest ? [rest] : [])].join(delimiter) }
}

async function ended(child: ChildProcess, onLine: ChildOptions['onLine']): Promise<ExitStatus> {
  const drained = [lines(child, 'stdout', onLine), lines(child, 'stderr', onLine)]
  const [code] = (await once(child, 'close')) as [number | null]
  await Promise.all(drained)
  return { code: code ?? -1 }
}

async function lines(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  onLine: ChildOptions['onLine'],
): Promise<void> {
  const input = child[stream]
  if (input === null) return
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  reader.on('line', (line) => onLine(stream, line))
  await once(reader, 'close')
}
