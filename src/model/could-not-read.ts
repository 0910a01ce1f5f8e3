import type { Undetermined } from './undetermined.ts'

/** Thrown on the way to the tenant's numbers; `attempt` makes a value of it. */
export class CouldNotRead extends Error {
  readonly reason: Undetermined

  constructor(reason: Undetermined, cause?: unknown) {
    super(reason.code, { cause })
    this.name = 'CouldNotRead'
    this.reason = reason
  }
}

/** What came of asking the world. */
export type Attempt<T> = { readonly value: T } | { readonly reason: Undetermined }

/** What `work` finds out, or why it could not; only its defects throw. `onFailure` sees the error, with its causes. */
export async function attempt<T>(
  work: () => T | Promise<T>,
  onFailure?: (error: CouldNotRead) => void,
): Promise<Attempt<T>> {
  try {
    return { value: await work() }
  } catch (error) {
    if (!(error instanceof CouldNotRead)) throw error
    onFailure?.(error)
    return { reason: error.reason }
  }
}
