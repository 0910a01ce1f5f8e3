import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import type { Locate } from '../rules/origin.ts'
import { errorsOf } from '../schemas/validate.ts'
import type { Validator } from '../schemas/validator.ts'
import { ConfigurationError } from './problem.ts'
import { describeErrors, jsonPath, type SchemaProblem } from './schema-sentence.ts'

/** A validated value of a YAML or JSON text, and the lines of its parts. */
export interface Located<T> {
  readonly value: T
  /** `file:line` of a path. */
  readonly locate: Locate
  /** `file:line:column (/json/path): sentence`, as every problem is told. */
  readonly tell: (problem: SchemaProblem) => string
}

/** What a document is checked against: its schema, then what no schema can say. */
export interface Shape<T> {
  readonly validator: Validator<T>
  readonly further: (value: T) => readonly SchemaProblem[]
  /** What messages may show of a value; a document that might hold a secret by mistake shows less. */
  readonly shown?: (value: unknown) => unknown
}

/**
 * Reads YAML or JSON text; `file` is only for messages.
 * @throws ConfigurationError with a sentence per problem: `file:line:column (/json/path): what; what to do`.
 */
export function parseLocated<T>(text: string, file: string, shape: Shape<T>): Located<T> {
  const { validator, further, shown = (given: unknown) => given } = shape
  const tellSyntax = shape.shown === undefined ? libraryWords : withoutText
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true })
  refuseSyntax(document, lines, file, tellSyntax)
  const value = plain(document, file)
  const tell = (problem: SchemaProblem) => located(problem, document, lines, file)
  const valid = validator(value)
  const problems = valid ? further(value) : describeErrors(errorsOf(validator), shown(value))
  if (problems.length > 0 || !valid) throw new ConfigurationError(problems.map(tell))
  return { value, tell, locate: (path) => lineOf(path, document, lines, file) }
}

type SyntaxProblem = Document['errors'][number] | Document['warnings'][number]

/** The yaml library's own words, which may repeat a piece of the text. */
function libraryWords({ message }: SyntaxProblem): string {
  return message.split('\n')[0]?.replace(/ at line .*$/, '') ?? ''
}

function withoutText({ code }: SyntaxProblem): string {
  return `${code}; put text with special characters in quotes`
}

function refuseSyntax(
  { errors, warnings }: Document,
  lines: LineCounter,
  file: string,
  tellSyntax: (problem: SyntaxProblem) => string,
): void {
  // What follows the first syntax error is mostly its consequence. A tag that is not known is a warning only.
  const broken = errors[0] ?? warnings[0]
  if (broken === undefined) return
  const { line, col } = lines.linePos(broken.pos[0])
  throw new ConfigurationError([`${file}:${line}:${col}: not valid YAML or JSON: ${tellSyntax(broken)}`])
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
  return `${file}:${line}:${col} (${jsonPath(problem.path)}): ${problem.sentence}`
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
