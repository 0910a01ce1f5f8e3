/** The resource every program registers first; its URN names project and stack. */
export const rootStackType = 'pulumi:pulumi:Stack'

export interface StackName {
  readonly project: string
  readonly stack: string
}

interface NewResource extends StackName {
  readonly type: string
  readonly name: string
  readonly parent: string
}

/** `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`; the root stack does not count as a parent type. */
export function makeUrn({ project, stack, parent, type, name }: NewResource): string {
  const prefix = parent === '' || typeOf(parent) === rootStackType ? '' : `${qualifiedTypeOf(parent)}$`
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`
}

export function rootStackUrn({ project, stack }: StackName): string {
  return makeUrn({ project, stack, parent: '', type: rootStackType, name: `${project}-${stack}` })
}

export function typeOf(urn: string): string {
  return qualifiedTypeOf(urn).split('$').at(-1) ?? ''
}

/** A name may itself contain the separator: it is all that follows the fourth one. */
export function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::')
}

/** `aws:s3/bucket:Bucket` is shown as `aws:s3:Bucket`, every other type as it is. */
export function displayType(type: string): string {
  const [packageName, module, name, ...rest] = type.split(':')
  if (packageName === undefined || module === undefined || !name || rest.length > 0) return type
  const slash = module.lastIndexOf('/')
  const camelCase = name.charAt(0).toLowerCase() + name.slice(1)
  return slash === -1 || module.slice(slash + 1) !== camelCase
    ? type
    : `${packageName}:${module.slice(0, slash)}:${name}`
}

function qualifiedTypeOf(urn: string): string {
  return urn.split('::')[2] ?? ''
}
