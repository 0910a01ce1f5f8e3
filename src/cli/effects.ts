import type { Environment } from '../config/environment.ts'

/** Where text goes: a terminal, a pipe or a file. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Where answers come from: a terminal, a pipe or a file. */
interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
}

/** What a person or a runner sends to end a command before its time. */
export interface Signals {
  on(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown
  off(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown
}

/** All that a command has of the process that runs it. */
export interface Effects {
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly environment: Environment
  /** What relative paths are relative to. Reading it throws where the folder has been removed. */
  readonly directory: string
  readonly now: () => Date
  readonly signals: Signals
  /** Version of the Node that runs this. */
  readonly node: string
  /** How much is told beside what was asked for; undefined: what helps. */
  readonly voice?: 'quiet' | 'verbose'
}
