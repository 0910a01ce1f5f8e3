export type Stop = () => Promise<void> | void

/** What has to be ended after a preview. What is added while all is being ended is ended as well. */
export class Stops {
  readonly #stops: Stop[] = []
  #stopping: Promise<void> | undefined

  add(stop: Stop): void {
    this.#stops.push(stop)
    if (this.#stopping !== undefined) void this.all()
  }

  all(): Promise<void> {
    return (this.#stopping = this.#inTurn(this.#stopping))
  }

  /** Latest first: the program goes before the packs it is registered with. */
  async #inTurn(before: Promise<void> | undefined): Promise<void> {
    await before
    for (let next = this.#stops.pop(); next !== undefined; next = this.#stops.pop()) await next()
  }
}
