/**
 * Keeps a tenant that may have ended a worker apart from the others of this process: while it runs nothing else does, so
 * that nobody is suspected with it.
 */
export class Quarantine {
  #running = 0
  #isolated = false
  readonly #waiting: (() => void)[] = []

  async together<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isolated) await this.#change()
    this.#running += 1
    try {
      return await work()
    } finally {
      this.#running -= 1
      this.#tell()
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isolated) await this.#change()
    this.#isolated = true
    try {
      while (this.#running > 0) await this.#change()
      return await work()
    } finally {
      this.#isolated = false
      this.#tell()
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
