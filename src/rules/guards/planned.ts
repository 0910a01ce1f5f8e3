import type { Veil } from '../../model/policy-gap.ts'

/** A value that cannot be looked at. */
export class Veiled {
  readonly why: Veil

  constructor(why: Veil) {
    this.why = why
  }
}

/** A value of a resource as a plan tells it. */
export type Planned = null | boolean | number | string | Veiled | readonly Planned[] | PlannedObject
interface PlannedObject {
  readonly [key: string]: Planned
}

/** The keys of an object that say something. */
export function setKeysOf(value: Planned | undefined): readonly string[] {
  const object = blockOf(value)
  if (object === undefined || object instanceof Veiled) return []
  return Object.keys(object).filter((key) => isGiven(object[key]))
}

/**
 * What is said under a name, however the provider writes it: `builtInControls` and `built_in_controls`. Undefined where
 * nothing is.
 */
export function memberOf(value: Planned | undefined, ...names: readonly string[]): Planned | undefined {
  const object = blockOf(value)
  if (object === undefined || object instanceof Veiled) return object
  const wanted = names.map(plainKey)
  const found = Object.keys(object).filter((key) => isGiven(object[key]) && wanted.includes(plainKey(key)))
  const [key, ...others] = found
  if (key === undefined) return undefined
  // Which of them the provider takes, nobody can tell.
  return others.length > 0 ? new Veiled('unreadable') : object[key]
}

/** A text; undefined where none is said. */
export function textOf(value: Planned | undefined): string | Veiled | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  return value instanceof Veiled ? value : new Veiled('unreadable')
}

/** Texts of a list, which may also be written as one text with commas. */
interface Texts {
  readonly texts: readonly string[]
  /** Why there may be more of them; undefined: these are all. */
  readonly veil: Veil | undefined
}

export function textsOf(value: Planned | undefined): Texts {
  const parts = isList(value) ? value : [value]
  const read = parts.map(textOf)
  return {
    texts: read.flatMap((part) =>
      typeof part === 'string' ? part.split(',').flatMap((one) => one.trim() || []) : [],
    ),
    veil: read.find((part) => part instanceof Veiled)?.why,
  }
}

export function isList(value: Planned | undefined): value is readonly Planned[] {
  return Array.isArray(value)
}

/** Providers write a block that may stand once as an object, or as a list of one. */
function blockOf(value: Planned | undefined): PlannedObject | Veiled | undefined {
  if (value === undefined || value === null) return undefined
  if (value instanceof Veiled) return value
  if (isList(value)) {
    if (value.length > 1) return new Veiled('unreadable')
    return blockOf(value[0])
  }
  return typeof value === 'object' ? value : new Veiled('unreadable')
}

function isGiven(value: Planned | undefined): boolean {
  if (value === undefined || value === null || value === '') return false
  return !isList(value) || value.length > 0
}

function plainKey(key: string): string {
  return key.toLowerCase().replaceAll('_', '')
}
