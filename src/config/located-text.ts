import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { DoubtfulJson, parseJson } from '../io/parse-json.ts'
import { type Locate, nowhere } from '../rules/origin.ts'
import { errorsOf } from '../schemas/validator.ts'
import type { Validator } from '../schemas/validator.ts'
import { ConfigurationError } from './problem.ts'
import { atMost, describeErrors, type Discretion, type SchemaProblem, pathText } from './schema-sentence.ts'
import { costProblem, type YamlProblem, yamlProblem } from './yaml-problem.ts'

/** A validated value of a YAML or JSON text, and the lines of its parts. */
export interface Located<T> {
  readonly value: T
  /** `file:line` of a path. */
  readonly locate: Locate
  /** `file:line:column (/json/path): sentence`, as every problem is told. */
  readonly tell: (problem: SchemaProblem) => string
}

/** What a document is checked against: its schema, then what no schema can say. */
interface Shape<T> {
  readonly validator: Validator<T>
  readonly further: (value: T) => readonly SchemaProblem[]
  /** For a document that might hold a secret by mistake; without it messages may repeat what stands there. */
  readonly discretion?: Discretion
}

/**
 * Reads YAML or JSON text; `file` is only for messages.
 * @throws ConfigurationError with a sentence per problem: `file:line:column (/json/path): what; what to do`.
 */
export function parseLocated<T>(text: string, file: string, shape: Shape<T>): Located<T> {
  const { discretion } = shape
  const lines = new LineCounter()
  const document = read(text, lines, file, discretion === undefined)
  const value = plain(document, file)
  const tell = (problem: SchemaProblem) => located(problem, document, lines, file)
  return { value: checked(value, shape, tell), tell, locate: (path) => lineOf(path, document, lines, file) }
}

/**
 * Checks a value that no text was read for; `name` is only for messages.
 * @throws ConfigurationError with a sentence per problem: `name (/json/path): what; what to do`.
 */
export function checkedValue<T>(given: unknown, name: string, shape: Shape<T>): Located<T> {
  const tell = (problem: SchemaProblem) => `${name} (${pathText(problem)}): ${problem.sentence}`
  return { value: checked(copied(given, name), shape, tell), tell, locate: nowhere }
}

/** What JSON can say of it, so that nothing can change it afterwards. */
function copied(given: unknown, name: string): unknown {
  try {
    return parseJson(JSON.stringify(given ?? null))
  } catch (error) {
    const problem =
      error instanceof DoubtfulJson
        ? `${error.what}; write the whole one`
        : 'cannot be written as JSON, because a part of it refers to itself; leave that part out'
    throw new ConfigurationError([`${name} ${problem}`])
  }
}

function checked<T>(
  value: unknown,
  { validator, further, discretion }: Shape<T>,
  tell: Located<T>['tell'],
): T {
  const valid = validator(value)
  const problems = valid ? atMost(further(value)) : describeErrors(errorsOf(validator), value, discretion)
  if (problems.length > 0 || !valid) throw new ConfigurationError(problems.map(tell))
  return value
}

/** @throws ConfigurationError for what is no YAML, or would be read in another way than it was meant */
function read(text: string, lines: LineCounter, file: string, mayRepeat: boolean): Document {
  const refuse = ({ offset, sentence }: YamlProblem): never => {
    const { line, col } = placeIn(text, offset)
    throw new ConfigurationError([`${file}:${line}:${col}: not valid YAML or JSON: ${sentence}`])
  }
  const costly = costProblem(text)
  if (costly !== undefined) return refuse(costly)
  // The library warns on stderr with words of the document, compares every key with every other, and goes through the
  // whole line for every error.
  const options = {
    ...{ lineCounter: lines, uniqueKeys: false, prettyErrors: false, strict: true },
    logLevel: 'error',
  } as const
  const document = parseDocument(text, options)
  const broken = yamlProblem(document, mayRepeat)
  return broken === undefined ? document : refuse(broken)
}

function placeIn(text: string, offset: number): { readonly line: number; readonly col: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, col: offset - before.lastIndexOf('\n') }
}

function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown
  } catch {
    // The yaml library's guard against documents that grow without bound when their aliases are followed.
    throw new ConfigurationError([`${file}: its YAML aliases cannot be followed; write the values out`])
  }
}

function lineOf(
  path: readonly string[],
  document: Document,
  lines: LineCounter,
  file: string,
): string | undefined {
  const offset = offsetOf({ path, about: 'key' }, document) ?? offsetOf({ path, about: 'value' }, document)
  return offset === undefined ? undefined : `${file}:${lines.linePos(offset).line}`
}

function located(problem: SchemaProblem, document: Document, lines: LineCounter, file: string): string {
  const offset = offsetOf(problem, document)
  const { line, col } = offset === undefined ? { line: 1, col: 1 } : lines.linePos(offset)
  return `${file}:${line}:${col} (${pathText(problem)}): ${problem.sentence}`
}

function offsetOf(
  { path, about }: Pick<SchemaProblem, 'path' | 'about'>,
  document: Document,
): number | undefined {
  if (about === 'key') {
    const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isNode(key) && String(key) === path.at(-1))
      : undefined
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  return isNode(node) ? node.range?.[0] : undefined
}
