import { type Context, GraphClientError, type Middleware } from '@microsoft/microsoft-graph-client'

/**
 * The first of the chain. The SDK turns every error into a GraphError without its cause, except a GraphClientError:
 * so errors travel through it inside one, and `causeOf` takes them out again.
 */
export class KeepCause implements Middleware {
  #next: Middleware | undefined

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    try {
      await this.#next?.execute(context)
    } catch (error) {
      const carrier = new GraphClientError('carries the error of the middleware chain')
      carrier.customError = error
      throw carrier
    }
  }
}

/** What was really thrown. */
export function causeOf(error: unknown): unknown {
  return error instanceof GraphClientError && error.customError !== undefined
    ? (error.customError as unknown)
    : error
}
