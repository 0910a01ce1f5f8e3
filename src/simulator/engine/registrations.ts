import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js'
import { EngineError, messageOf } from './engine-error.ts'
import type { Emit } from './events.ts'
import type { JsonObject } from './json.ts'
import type { Subject } from './packs/analyzer-messages.ts'
import type { Pack } from './packs/pack.ts'
import { defaultProvider, isProvider, type Resource, resourceOf } from './resource.ts'
import { rootStackUrn, type StackName } from './urn.ts'

interface RegistrationsOptions {
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
      await this.#judge(resource)
      this.#options.emit({ kind: 'planned', urn: resource.urn })
      return resource
    })
  }

  /** The outputs a component gives itself; those of the root stack are shown at the end. */
  setOutputs(urn: string, outputs: JsonObject): void {
    this.#options.emit({ kind: 'outputs', urn, outputs })
  }

  /** When the program has ended well, the packs are asked about all resources together. */
  async analyzeStack(): Promise<void> {
    const { packs, stack, emit } = this.#options
    const subjects = [...this.#resources.values()].map((resource) => this.#subjectOf(resource))
    const root = rootStackUrn(stack)
    await this.#inTurn(async () => {
      const asked = packs.map(async (pack) => {
        const violations = await asking({ urn: root }, 'failed to run policy', pack.analyzeStack(subjects))
        // One that names no resource is the stack's.
        for (const violation of violations)
          emit({ kind: 'violation', urn: violation.urn === '' ? root : violation.urn, violation })
      })
      await Promise.all(asked)
    })
  }

  #subjectOf(resource: Resource): Subject {
    const provider = resource.provider === undefined ? undefined : this.#resources.get(resource.provider)
    return { resource, provider }
  }

  #withDefaultProvider(request: RegisterResourceRequest, resource: Resource): Resource {
    if (!resource.custom || resource.provider !== undefined || isProvider(resource)) return resource
    return { ...resource, provider: defaultProvider(this.#options.stack, request).urn }
  }

  async #judge(resource: Resource): Promise<void> {
    this.#resources.set(resource.urn, resource)
    const subject = this.#subjectOf(resource)
    const asked = this.#options.packs.map(async (pack) => {
      await asking(resource, 'failed to run remediation', pack.remediate(subject))
      this.#report(subject, await asking(resource, 'failed to run policy', pack.analyze(subject)))
    })
    await Promise.all(asked)
  }

  #report({ resource: { urn } }: Subject, violations: Awaited<ReturnType<Pack['analyze']>>): void {
    for (const violation of violations) this.#options.emit({ kind: 'violation', urn, violation })
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
      this.#options.emit({
        kind: 'logged',
        ...place,
        severity: 'error',
        message: messageOf(error),
        stream: 0,
      })
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

async function asking<Answer>(
  { urn }: Pick<Resource, 'urn'>,
  failure: string,
  answer: Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    throw new PlacedError(urn, `${failure}: ${messageOf(error)}`)
  }
}
