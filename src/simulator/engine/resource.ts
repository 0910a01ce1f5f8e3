import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js'
import type { JsonObject } from './json.ts'
import { toObject } from './properties.ts'
import { makeUrn, type StackName } from './urn.ts'

/** One registered resource, as the packs get to see it. */
export interface Resource {
  readonly urn: string
  readonly type: string
  readonly name: string
  readonly custom: boolean
  /** The URN of the provider; components have none. */
  readonly provider: string | undefined
  readonly inputs: JsonObject
}

export function resourceOf(stack: StackName, request: RegisterResourceRequest): Resource {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()]
  const inputs = toObject(request.getObject())
  return {
    urn: makeUrn({ ...stack, type, name, parent }),
    type,
    name,
    custom: request.getCustom(),
    provider: request.getProvider() === '' ? undefined : providerUrn(request.getProvider()),
    inputs,
  }
}

/** The provider the engine adds for a custom resource that names none: one for each package and version. */
export function defaultProvider(stack: StackName, request: RegisterResourceRequest): Resource {
  const version = request.getVersion()
  const type = `pulumi:providers:${request.getType().split(':')[0] ?? ''}`
  const name = version === '' ? 'default' : `default_${version.replaceAll(/[.+-]/g, '_')}`
  const inputs = version === '' ? {} : { version }
  return {
    urn: makeUrn({ ...stack, type, name, parent: '' }),
    type,
    name,
    custom: true,
    provider: undefined,
    inputs,
  }
}

export function isProvider({ type }: Pick<Resource, 'type'>): boolean {
  return type.startsWith('pulumi:providers:')
}

/** A provider reference is its URN, `::` and its id. */
function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf('::'))
}
