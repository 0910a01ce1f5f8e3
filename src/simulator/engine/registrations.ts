import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js'
import { EngineError, messageOf } from './engine-error.ts'
import type { Emit } from './events.ts'
import type { JsonObject } from './json.ts'
import type { Subject } from './packs/analyzer-messages.ts'
import type { Pack } from './packs/pack.ts'
import { defaultProvider, isProvider, type Resource, resourceOf } from './resource.ts'
import { rootStackUrn, type StackName } from './urn.ts'

export interface RegistrationsOptions {
  readonly stack: StackName
  readonly packs: readonly Pack[]
  readonly emit: Emit
  /** A pack that cannot be asked, or a name used twice, ends the preview there. */
  readonly onFailure: () => void
}

/** The resources of one preview. Each goes through all packs before the next one does. */
export class Registrations {
  readonly #options: RegistrationsOptions
  readonly #resources = new Map<string, Resource>()
  #last: Promise<unknown> = Promise.resolve()
  #failed = false

  constructor(options: RegistrationsOptions) {
    this.#options = options
  }

  register(request: RegisterResourceRequest): Promise<Resource> {
    return this.#inTurn(async () => {
      const resource = this.#withDefaultProvider(request, resourceOf(this.#options.stack, request))
      if (this.#resources.has(resource.urn)) {
        throw new PlacedError(
          resource.urn,
          `Duplicate resource URN '${resource.urn}'; try giving it a unique name`,
        )
      }
      const provider = resource.provider === undefined ? undefined : this.#resources.get(resource.provider)
      if (provider === undefined && resource.provider !== undefined) {
        await this.#judge(defaultProvider(this.#options.stack, request))
      }
      const judged = await this.#judge(resource)
      this.#options.emit({ kind: 'planned', urn: judged.urn })
      return judged
    })
  }

  /** The outputs a component gives itself; those of the root stack are shown at the end. */
  setOutputs(urn: string, outputs: JsonObject): void {
    const resource = this.#resources.get(urn)
    if (resource !== undefined) this.#resources.set(urn, { ...resource, outputs })
    this.#options.emit({ kind: 'outputs', urn, outputs })
  }

  /** Shows all resources to the stack policies, once the program has run to its end. */
  async analyzeStack(): Promise<void> {
    const subjects = [...this.#resources.values()].map((resource) => this.#subject(resource))
    const violations = await Promise.all(this.#options.packs.map((pack) => pack.analyzeStack(subjects)))
    for (const violation of violations.flat()) {
      const urn = this.#resources.has(violation.urn) ? violation.urn : rootStackUrn(this.#options.stack)
      this.#options.emit({ kind: 'violation', urn, violation })
    }
  }

  #withDefaultProvider(request: RegisterResourceRequest, resource: Resource): Resource {
    if (!resource.custom || resource.provider !== undefined || isProvider(resource)) return resource
    return { ...resource, provider: defaultProvider(this.#options.stack, request).urn }
  }

  async #judge(resource: Resource): Promise<Resource> {
    const remediated = await this.#remediate(resource)
    this.#resources.set(remediated.urn, remediated)
    const subject = this.#subject(remediated)
    await this.#asking(remediated, 'failed to run policy', () =>
      Promise.all(
        this.#options.packs.map(async (pack) => this.#report(subject, await pack.analyze(subject))),
      ),
    )
    return remediated
  }

  /** One pack after the other: each sees what the ones before it changed. */
  async #remediate(resource: Resource): Promise<Resource> {
    let current = resource
    for (const pack of this.#options.packs) {
      const subject = this.#subject(current)
      const results = await this.#asking(current, 'failed to run remediation', () => pack.remediate(subject))
      for (const result of results) {
        if (result.kind === 'warned') this.#report(subject, [result.violation])
        else {
          this.#options.emit({ kind: 'remediation', urn: current.urn, remediation: result.remediated })
          current = withInputs(current, result.properties)
        }
      }
    }
    return current
  }

  #report({ resource: { urn } }: Subject, violations: Awaited<ReturnType<Pack['analyze']>>): void {
    for (const violation of violations) this.#options.emit({ kind: 'violation', urn, violation })
  }

  #subject(resource: Resource): Subject {
    const provider = resource.provider === undefined ? undefined : this.#resources.get(resource.provider)
    return { resource, provider }
  }

  async #asking<Answer>({ urn }: Resource, failure: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask()
    } catch (error) {
      throw new PlacedError(urn, `${failure}: ${messageOf(error)}`)
    }
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#last.then(() => this.#unlessFailed(work))
    this.#last = answer.catch(() => undefined)
    return answer
  }

  async #unlessFailed<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#failed) throw new EngineError('the preview has failed')
    try {
      return await work()
    } catch (error) {
      this.#failed = true
      const place = error instanceof PlacedError ? { urn: error.urn } : {}
      this.#options.emit({ kind: 'said', ...place, severity: 'error', message: messageOf(error), stream: 0 })
      this.#options.onFailure()
      throw error
    }
  }
}

/** A failure that is shown with the resource it happened at. */
class PlacedError extends EngineError {
  readonly urn: string

  constructor(urn: string, message: string) {
    super(message)
    this.urn = urn
  }
}

function withInputs(resource: Resource, inputs: JsonObject): Resource {
  return { ...resource, inputs, outputs: resource.custom ? inputs : resource.outputs }
}
