import type { Violation } from './packs/violation.ts'
import type { JsonObject } from './json.ts'

/** What happens in a preview, in the order it happens; the display is a function of it. */
export type EngineEvent =
  | { readonly kind: 'packs-loading' }
  | { readonly kind: 'packs-loaded' }
  | { readonly kind: 'prelude' }
  | { readonly kind: 'planned'; readonly urn: string }
  | { readonly kind: 'outputs'; readonly urn: string; readonly outputs: JsonObject }
  | ({ readonly kind: 'logged' } & LogLine)
  | { readonly kind: 'violation'; readonly urn: string; readonly violation: Violation }
  | { readonly kind: 'finished'; readonly packs: readonly PackHeader[] | undefined }

export interface LogLine {
  /** Without it the line belongs to the stack. */
  readonly urn?: string
  readonly severity: LogSeverity
  readonly message: string
  /** Lines of one stream are shown together; 0 is for messages that stand alone. */
  readonly stream: number
  readonly ephemeral?: boolean
}

export type LogSeverity = 'info' | 'warning' | 'error'

/** A pack that ran: the heading of its block under `Policies:`. */
export interface PackHeader {
  readonly name: string
  readonly version: string
  readonly path: string
}

export type Emit = (event: EngineEvent) => void

/** A number for the output of one process, or of one of its two streams. */
export type NewStream = () => number

export function streamNumbers(): NewStream {
  // The SDK numbers the streams of the program itself, from 1 upwards.
  let last = 1_000_000
  return () => ++last
}
