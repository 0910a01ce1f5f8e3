import type { Child, Environment } from './child.ts'
import { Display } from './display/display.ts'
import { messageOf } from './engine-error.ts'
import { serveEngine } from './engine-service.ts'
import { type Emit, type EngineEvent, type NewStream, streamNumbers } from './events.ts'
import { serveMonitor } from './monitor.ts'
import { loadPacks, type PackRequest } from './packs/load-packs.ts'
import type { Pack } from './packs/pack.ts'
import { programFailure, startProgram } from './program.ts'
import type { Project } from './project.ts'
import { Registrations } from './registrations.ts'
import { Stops } from './stops.ts'

interface PreviewRequest {
  readonly project: Project
  readonly packs: readonly PackRequest[]
  /** Paths on the command line are relative to it. */
  readonly directory: string
}

interface PreviewEffects {
  readonly environment: Environment
  readonly write: (line: string) => void
  /** Ends the preview, and all it started, before its time. */
  readonly signal: AbortSignal
}

/** Previews the project and prints what the CLI would. Answers whether it went through; nothing is ever created. */
export async function preview(request: PreviewRequest, effects: PreviewEffects): Promise<boolean> {
  const run = new Run(request, effects)
  const cancel = () => void run.cancel()
  effects.signal.addEventListener('abort', cancel, { once: true })
  try {
    effects.signal.throwIfAborted()
    return await run.toTheEnd()
  } finally {
    effects.signal.removeEventListener('abort', cancel)
    await run.stop()
  }
}

/** One preview, with everything that has to be stopped after it. */
class Run {
  readonly #request: PreviewRequest
  readonly #effects: PreviewEffects
  readonly #display: Display
  readonly #newStream: NewStream = streamNumbers()
  readonly #stops = new Stops()
  #program: Child | undefined
  #programGivenUp = false
  #cancelled = false
  #sawMandatory = false
  #errors = 0

  constructor(request: PreviewRequest, effects: PreviewEffects) {
    this.#request = request
    this.#effects = effects
    this.#display = new Display(request.project)
  }

  async toTheEnd(): Promise<boolean> {
    let packs: readonly Pack[] | undefined
    try {
      // Once the engine has given the program up, what that says about it is of no use to anyone.
      const engine = await serveEngine(this.#emitForProgram)
      this.#stops.add(engine.stop)
      packs = await this.#loadPacks(engine.address)
      this.#emit({ kind: 'prelude' })
      await this.#runProgram(packs, engine.address)
      return this.#errors === 0
    } finally {
      // The last lines of a pack come while it stops.
      await this.stop()
      this.#show({ kind: 'finished', packs: packs?.map((pack) => pack.header) })
    }
  }

  /** Says so, and no more of what comes of it. */
  cancel(): Promise<void> {
    this.#error('preview canceled')
    this.#cancelled = true
    return this.stop()
  }

  stop(): Promise<void> {
    return this.#stops.all()
  }

  readonly #emitForProgram: Emit = (event) => {
    if (!this.#programGivenUp) this.#emit(event)
  }

  readonly #emit: Emit = (event) => {
    if (this.#cancelled) return
    if (event.kind === 'violation' && event.violation.level === 'mandatory') this.#sawMandatory = true
    if (event.kind === 'logged' && event.severity === 'error' && event.ephemeral !== true) this.#errors++
    this.#show(event)
  }

  #show(event: EngineEvent): void {
    for (const line of this.#display.accept(event)) this.#effects.write(line)
  }

  async #loadPacks(engineAddress: string): Promise<readonly Pack[]> {
    const { project, packs, directory } = this.#request
    if (packs.length === 0) return []
    this.#emit({ kind: 'packs-loading' })
    const { environment } = this.#effects
    const surroundings = {
      project,
      engineAddress,
      directory,
      environment,
      emit: this.#emit,
      newStream: this.#newStream,
    }
    const loaded = await loadPacks(packs, surroundings, (stop) => this.#stops.add(stop))
    this.#emit({ kind: 'packs-loaded' })
    return loaded
  }

  async #runProgram(packs: readonly Pack[], engineAddress: string): Promise<void> {
    const { project } = this.#request
    const onFailure = () => {
      this.#programGivenUp = true
      void this.#program?.stop()
    }
    const registrations = new Registrations({ stack: project, packs, emit: this.#emit, onFailure })
    const monitor = await serveMonitor(registrations)
    this.#stops.add(monitor.stop)
    this.#program = this.#startProgram(monitor.address, engineAddress)
    if (this.#program === undefined) return
    const { code } = await this.#program.ended
    // What fails there has been told, and gives the program up.
    if (code === 0 && !this.#programGivenUp) await registrations.analyzeStack().catch(() => undefined)
    if (!this.#programGivenUp) this.#conclude(code)
  }

  #startProgram(monitorAddress: string, engineAddress: string): Child | undefined {
    const { environment } = this.#effects
    const emit = this.#emitForProgram
    try {
      const surroundings = { monitorAddress, engineAddress, environment, emit, newStream: this.#newStream }
      const program = startProgram(this.#request.project, surroundings)
      this.#stops.add(() => program.stop())
      return program
    } catch (error) {
      this.#error(`an unhandled error occurred: ${messageOf(error)}`)
      return undefined
    }
  }

  #conclude(code: number): void {
    if (code !== 0) {
      const failure = programFailure(code)
      if (failure !== undefined) this.#error(failure)
      // Exit code 32 without a line about it would otherwise pass for success.
      this.#errors++
      return
    }
    if (this.#sawMandatory) this.#error('preview failed')
  }

  #error(message: string): void {
    this.#emit({ kind: 'logged', severity: 'error', message, stream: 0 })
  }
}
