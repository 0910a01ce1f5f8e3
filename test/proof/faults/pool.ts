import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Job, Run } from './job.ts'
import { runJob } from './run-job.ts'

/** Runs what the gate does with a fault. */
export interface Runner extends Disposable {
  run(job: Job): Promise<Run>
}

/** All in this process, side by side, where nobody can tell whose memory it is. */
export const here: Runner = {
  async run(job) {
    const { megabytes: _, ...run } = await runJob(job)
    return run
  },
  [Symbol.dispose]: () => undefined,
}

/** So many processes, each of which runs one job at a time. */
export class Pool implements Runner {
  readonly #idle: ChildProcess[]
  readonly #all: readonly ChildProcess[]
  readonly #waiting: ((worker: ChildProcess) => void)[] = []

  constructor(size: number) {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(AZURE|ARM|MFA_GATE)_|^PULUMI|_PROXY$/i.test(name)),
    )
    this.#all = Array.from({ length: size }, () =>
      fork(join(import.meta.dirname, 'worker.ts'), { env, execArgv: ['--expose-gc'] }),
    )
    this.#idle = [...this.#all]
  }

  async run(job: Job): Promise<Run> {
    const worker =
      this.#idle.pop() ?? (await new Promise<ChildProcess>((resolve) => this.#waiting.push(resolve)))
    const over = new AbortController()
    const { signal } = over
    try {
      worker.send(job)
      const ended = once(worker, 'exit', { signal }).then(() => {
        throw new Error(`the process that met ${JSON.stringify(job)} ended`)
      })
      const [run] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Run]
      return run
    } finally {
      over.abort()
      const next = this.#waiting.shift()
      if (next === undefined) this.#idle.push(worker)
      else next(worker)
    }
  }

  [Symbol.dispose](): void {
    for (const worker of this.#all) if (worker.connected) worker.disconnect()
  }
}
