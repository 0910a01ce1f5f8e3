import type { ResourceValidationArgs } from '@pulumi/policy'
import analyzer from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import type { AnalyzeRequest } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { observe } from './observe.ts'

/**
 * The inputs of a resource as the engine sends them. What @pulumi/policy hands to a policy has secrets unpacked and
 * throws for a value that is not known; the guard has to tell these apart from all others.
 */
export class PlannedInputs {
  readonly #about: (type: string) => boolean
  #last: { readonly urn: string; readonly inputs: unknown } | undefined

  /** `about`: the types that anybody will ask about. */
  constructor(about: (type: string) => boolean) {
    this.#about = about
  }

  /** Has every request of the engine pass by. */
  observe(): void {
    observe(analyzer.AnalyzerService.analyze, (request) => {
      this.see(request)
      return request
    })
  }

  see(request: Pick<AnalyzeRequest, 'getType' | 'getUrn' | 'getProperties'>): void {
    if (!this.#about(request.getType())) return
    this.#last = { urn: request.getUrn(), inputs: request.getProperties()?.toJavaScript() ?? {} }
  }

  /** The engine asks about one resource at a time, which it has just sent. */
  of({ urn, props }: Pick<ResourceValidationArgs, 'urn' | 'props'>): unknown {
    return this.#last?.urn === urn ? this.#last.inputs : props
  }
}
