import { distance } from 'fastest-levenshtein'
import { plainError } from '../schemas/plain-error.ts'
import type { ErrorObject } from '../schemas/validator.ts'
import { problemOfMinimum } from './minimum-sentence.ts'
import { firstProblems } from './problem.ts'
import { shorten } from './shorten.ts'

/** One schema violation in plain words, with the JSON path it is about. */
export interface SchemaProblem {
  /** The keys and indexes from the top to the value, or to the key itself when the key is wrong. */
  readonly path: readonly string[]
  readonly about: 'key' | 'value'
  readonly sentence: string
  /** The key is nothing that may be repeated. */
  readonly hidden?: true
}

/** What is wrong with the value at this path. */
export function problem(path: readonly string[], sentence: string): SchemaProblem {
  return { path, about: 'value', sentence }
}

/** What messages may repeat of a document that might hold a secret by mistake. */
export interface Discretion {
  readonly hidesKeysOf: (path: readonly string[]) => boolean
  readonly showsTextAt: (path: readonly string[]) => boolean
}

/** Says what ajv found wrong in `value`, one sentence per place, and of very many how many they are. */
export function describeErrors(
  errors: readonly ErrorObject[],
  value: unknown,
  discretion?: Discretion,
): readonly SchemaProblem[] {
  const places = new Map<string, ErrorObject>()
  for (const error of meant(errors)) {
    const place = JSON.stringify([error.instancePath, unknownKey(error)])
    if (!places.has(place)) places.set(place, error)
  }
  const first = firstProblems<ErrorObject | SchemaProblem>([...places.values()], (sentence) =>
    problem([], sentence),
  )
  return first.map((one) => ('sentence' in one ? one : describe(one, value, discretion)))
}

/** Of a value that may be of several types, what is wrong with it as one that it is not says nothing. */
function meant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const others = new Set(
    errors
      .filter(({ keyword, schemaPath }) => keyword === 'type' && /\/anyOf\/\d+\/type$/.test(schemaPath))
      .map((error) => branchOf(error)),
  )
  const left = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf')
  const fitting = left.filter((error) => !others.has(branchOf(error)))
  const ofNoType = errors.filter(
    ({ keyword, instancePath }) =>
      keyword === 'anyOf' && !fitting.some((error) => isWithin(error.instancePath, instancePath)),
  )
  return [...fitting, ...ofNoType]
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`)
}

const branch = /\/anyOf\/\d+(?=\/)/

/** Of one value as one of its types; a text of its own for what is of no choice. */
function branchOf({ schemaPath, instancePath }: ErrorObject): string {
  const found = branch.exec(schemaPath)
  const end = found === null ? schemaPath.length : found.index + found[0].length
  return `${instancePath} ${schemaPath.slice(0, end)}`
}

/** The first of many problems, and how many others there are. */
export function atMost(problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  return firstProblems(problems, (sentence) => problem([], sentence))
}

/** The path as messages show it. */
export function pathText({ path, hidden }: SchemaProblem): string {
  return jsonPath((hidden ? [...path.slice(0, -1), hiddenText] : path).map((key) => shorten(key)))
}

const hiddenText = '[not shown]'

/** `/rules/0/minimum`; the document itself is `/`. */
export function jsonPath(path: readonly string[]): string {
  return `/${path.join('/')}`
}

/** ` Did you mean "x"?` when one of the allowed words is near, otherwise the list of them. */
export function suggest(word: string, allowed: readonly string[]): string {
  // So that many wrong words in a list of many do not take minutes.
  const [short, few] = [word.slice(0, 100).toLowerCase(), allowed.slice(0, 100)]
  const nearest = few
    .map((candidate) => ({ candidate, edits: distance(short, candidate.slice(0, 100).toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  if (nearest !== undefined && nearest.edits <= Math.max(2, nearest.candidate.length / 3)) {
    return `did you mean "${nearest.candidate}"?`
  }
  return listed(allowed)
}

function listed(allowed: readonly string[]): string {
  const others = allowed.length > mostWords ? `, and ${allowed.length - mostWords} more` : ''
  return `allowed: ${allowed.slice(0, mostWords).join(', ')}${others}`
}

/** More of them is no help to somebody who looks for one. */
const mostWords = 25

function describe(error: ErrorObject, value: unknown, discretion?: Discretion): SchemaProblem {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer)
  const key = unknownKey(error)
  if (key !== undefined) {
    const allowed = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {})
    const hidden = discretion?.hidesKeysOf(path) === true
    const quoted = hidden ? hiddenText : `"${shorten(key)}"`
    const sentence = `unknown key ${quoted}; ${suggest(key, allowed)}`
    return { path: [...path, key], about: 'key', sentence, ...(hidden && { hidden }) }
  }
  const given = mayShow(at(value, path), path, discretion)
  if (path.at(-1) === 'minimum' && !isScheduleError(error, given))
    return problem(path, problemOfMinimum(given) ?? 'this minimum is not allowed')
  return problem(path, sentenceFor(error, path.at(-1), given))
}

function mayShow(given: unknown, path: readonly string[], discretion?: Discretion): unknown {
  if (discretion === undefined || (typeof given === 'string' && discretion.showsTextAt(path))) return given
  return hiddenText
}

function unknownKey({ keyword, params }: ErrorObject): string | undefined {
  return keyword === 'additionalProperties' ? String(params['additionalProperty']) : undefined
}

/** An empty ramp, or minimum as a mapping, is about its form and not about a ratio. */
function isScheduleError(error: ErrorObject, given: unknown): boolean {
  return Array.isArray(given) || (error.keyword === 'type' && typeof given === 'object' && given !== null)
}

function sentenceFor(error: ErrorObject, key: string | undefined, given: unknown): string {
  const what = key === undefined ? 'the document' : /^\d+$/.test(key) ? `entry ${key}` : shorten(key)
  const quoted = given === undefined ? 'nothing' : shorten(JSON.stringify(given))
  switch (error.keyword) {
    case 'required':
      return `${what} lacks "${String(error.params['missingProperty'])}"; add it`
    case 'enum': {
      const allowed = error.params['allowedValues'] as readonly unknown[]
      const words = allowed.map(String)
      const isWord = typeof given === 'string' && allowed.includes(words[0])
      return `${what} ${quoted} is unknown; ${isWord ? suggest(given, words) : listed(words)}`
    }
    case 'type':
      return `${what} ${plainError(error)}, not ${quoted}`
    case 'minItems':
      return `${what} is empty; give at least one${key === 'rules' ? ', because without any rule everything would pass' : ''}`
    case 'pattern':
    case 'not':
    case 'anyOf':
      return `${what} ${quoted} is not allowed${described(error)}`
    default:
      return `${what} ${quoted} ${plainError(error)}`
  }
}

function described({ parentSchema }: ErrorObject): string {
  const description: unknown = parentSchema?.['description']
  return typeof description === 'string' ? `: ${description}` : ''
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
