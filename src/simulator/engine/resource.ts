import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js'
import type { JsonObject } from './json.ts'
import { toObject } from './properties.ts'
import { entriesOf } from './proto-map.ts'
import { makeUrn, type StackName } from './urn.ts'

/** One registered resource, as the packs get to see it. */
export interface Resource {
  readonly urn: string
  readonly type: string
  readonly name: string
  readonly custom: boolean
  readonly parent: string
  /** The URN of the provider; components have none. */
  readonly provider: string | undefined
  readonly inputs: JsonObject
  readonly outputs: JsonObject
  readonly options: ResourceOptions
  readonly dependencies: readonly string[]
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>
}

export interface ResourceOptions {
  readonly protect: boolean
  readonly ignoreChanges: readonly string[]
  /** Undefined when the program did not say. */
  readonly deleteBeforeReplace: boolean | undefined
  readonly additionalSecretOutputs: readonly string[]
  readonly aliases: readonly string[]
  readonly timeoutSeconds: { readonly create: number; readonly update: number; readonly delete: number }
}

const noOptions: ResourceOptions = {
  protect: false,
  ignoreChanges: [],
  deleteBeforeReplace: undefined,
  additionalSecretOutputs: [],
  aliases: [],
  timeoutSeconds: { create: 0, update: 0, delete: 0 },
}

/** Nothing is created in a preview, so the outputs of a custom resource are its inputs. */
export function resourceOf(stack: StackName, request: RegisterResourceRequest): Resource {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()]
  const inputs = toObject(request.getObject())
  const dependencies = entriesOf(request.getPropertydependenciesMap())
  return {
    urn: makeUrn({ ...stack, type, name, parent }),
    type,
    name,
    custom: request.getCustom(),
    parent,
    provider: request.getProvider() === '' ? undefined : providerUrn(request.getProvider()),
    inputs,
    outputs: request.getCustom() ? inputs : {},
    options: optionsOf(request),
    dependencies: request.getDependenciesList(),
    propertyDependencies: new Map(dependencies.map(([key, value]) => [key, value.getUrnsList()])),
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
    parent: '',
    provider: undefined,
    inputs,
    outputs: inputs,
    options: noOptions,
    dependencies: [],
    propertyDependencies: new Map(),
  }
}

export function isProvider({ type }: Pick<Resource, 'type'>): boolean {
  return type.startsWith('pulumi:providers:')
}

/** A provider reference is its URN, `::` and its id. */
function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf('::'))
}

function optionsOf(request: RegisterResourceRequest): ResourceOptions {
  const timeouts = request.getCustomtimeouts()
  return {
    protect: request.getProtect() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasurnsList(),
    timeoutSeconds: {
      create: seconds(timeouts?.getCreate()),
      update: seconds(timeouts?.getUpdate()),
      delete: seconds(timeouts?.getDelete()),
    },
  }
}

/** Seconds of a duration such as `1h30m` or `90s`; 0 when there is none. */
export function seconds(duration: string | undefined): number {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 }
  return [...(duration ?? '').matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  )
}
