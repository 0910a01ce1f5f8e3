/** In which two ways each fault is met. */
export const ways = ['check', 'preview'] as const
export type Way = (typeof ways)[number]

export interface Job {
  readonly way: Way
  readonly environment: Readonly<Record<string, string>>
  readonly directory: string
}

/** What came of it. */
export interface Run {
  /** Null: the proof itself failed. */
  readonly exitCode: number | null
  readonly output: string
  readonly milliseconds: number
  /** The highest memory of the gate's process; undefined where the system does not tell. */
  readonly megabytes?: number | undefined
}
