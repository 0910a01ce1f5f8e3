import type { Undetermined } from './undetermined.ts'

/** Thrown on the way to the tenant's numbers; the use case receives its reason as a value. */
export class CouldNotRead extends Error {
  readonly reason: Undetermined

  constructor(reason: Undetermined, cause?: unknown) {
    super(reason.code, { cause })
    this.name = 'CouldNotRead'
    this.reason = reason
  }
}
