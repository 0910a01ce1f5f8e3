import { distance } from 'fastest-levenshtein'
import type { ErrorObject } from '../schemas/validate.ts'
import { problemOfMinimum } from './minimum-sentence.ts'

/** One schema violation in plain words, with the JSON path it is about. */
export interface SchemaProblem {
  /** The keys and indexes from the top to the value, or to the key itself when the key is wrong. */
  readonly path: readonly string[]
  readonly about: 'key' | 'value'
  readonly sentence: string
}

/** Says what ajv found wrong in `value`, one sentence per place. `allowed` looks up the keys a place may have. */
export function describeErrors(errors: readonly ErrorObject[], value: unknown): readonly SchemaProblem[] {
  const seen = new Set<string>()
  return errors
    .map((error) => describe(error, value))
    .filter(({ path, about }) => {
      const place = `${about} ${path.join('/')}`
      return seen.has(place) ? false : seen.add(place)
    })
}

/** `/rules/0/minimum`; the document itself is `/`. */
export function jsonPath(path: readonly string[]): string {
  return `/${path.join('/')}`
}

/** ` Did you mean "x"?` when one of the allowed words is near, otherwise the list of them. */
export function suggest(word: string, allowed: readonly string[]): string {
  const nearest = allowed
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return nearest !== undefined && nearest.edits <= Math.max(2, nearest.candidate.length / 3)
    ? `did you mean "${nearest.candidate}"?`
    : `allowed: ${allowed.join(', ')}`
}

function describe(error: ErrorObject, value: unknown): SchemaProblem {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer)
  const given = at(value, path)
  if (path.at(-1) === 'minimum' && !isScheduleError(error, given))
    return { path, about: 'value', sentence: problemOfMinimum(given) ?? 'this minimum is not allowed' }
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty'])
    const allowed = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {})
    return { path: [...path, key], about: 'key', sentence: `unknown key "${key}"; ${suggest(key, allowed)}` }
  }
  return { path, about: 'value', sentence: sentenceFor(error, path.at(-1), given) }
}

/** An empty ramp, or minimum as a mapping, is about its form and not about a ratio. */
function isScheduleError(error: ErrorObject, given: unknown): boolean {
  return Array.isArray(given) || (error.keyword === 'type' && typeof given === 'object' && given !== null)
}

function sentenceFor(error: ErrorObject, key: string | undefined, given: unknown): string {
  const what = key === undefined ? 'the document' : /^\d+$/.test(key) ? `entry ${key}` : key
  const shown = shorten(JSON.stringify(given))
  switch (error.keyword) {
    case 'required':
      return `${key === undefined ? 'the document' : what} lacks "${String(error.params['missingProperty'])}"; add it`
    case 'enum':
      return `${what} ${shown} is unknown; ${suggest(String(given), (error.params['allowedValues'] as unknown[]).map(String))}`
    case 'type':
      return `${what} must be ${articled(String(error.params['type']))}, not ${shown}`
    case 'minItems':
      return `${what} is empty; give at least one, since nothing asked would let everything pass`
    case 'pattern':
    case 'not':
      return `${what} ${shown} is not allowed: ${String(error.parentSchema?.['description'] ?? `it must match ${String(error.params['pattern'])}`)}`
    default:
      return `${what} ${shown} ${error.message ?? 'is not allowed'}`
  }
}

function articled(type: string): string {
  const names: Record<string, string> = {
    object: 'a mapping of keys to values',
    array: 'a list',
    string: 'a text',
    boolean: 'true or false',
  }
  return names[type] ?? `a ${type.replace(',', ' or ')}`
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  )
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
