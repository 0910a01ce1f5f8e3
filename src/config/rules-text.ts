import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { errorsOf, isRulesDocument } from '../schemas/validate.ts'
import { parseMinimum } from '../posture/minimum.ts'
import { exclusionProblems } from './exclusion-problems.ts'
import { refuseMinimum } from './minimum-sentence.ts'
import { ConfigurationError } from './problem.ts'
import { describeErrors, jsonPath, type SchemaProblem } from './schema-sentence.ts'

/**
 * Reads a rules document from YAML or JSON text; `file` is only for messages.
 * @throws ConfigurationError with a sentence per problem: `file:line:column (/json/path): what; what to do`.
 */
export function parseRulesText(text: string, file: string): RulesDocument {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true })
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      document.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0])
        return `${file}:${line}:${col}: not valid YAML or JSON: ${message.split('\n')[0]?.replace(/ at line .*$/, '')}`
      }),
    )
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  const problems = isRulesDocument(value)
    ? furtherProblems(value)
    : describeErrors(errorsOf(isRulesDocument), value)
  if (problems.length > 0 || !isRulesDocument(value)) {
    throw new ConfigurationError(problems.map((problem) => located(problem, document, lines, file)))
  }
  return value
}

/** What the schema cannot say: ids are unique, and a minimum that fits the pattern also makes sense. */
function furtherProblems(document: RulesDocument): readonly SchemaProblem[] {
  const first = new Map<string, number>()
  const ofRules = document.rules.flatMap(({ id, minimum }, index): readonly SchemaProblem[] => {
    const path = ['rules', String(index)]
    const earlier = first.get(id)
    first.set(id, earlier ?? index)
    const parsed = parseMinimum(minimum)
    return [
      ...('refused' in parsed
        ? [{ path: [...path, 'minimum'], about: 'value' as const, sentence: refuseMinimum(parsed) }]
        : []),
      ...(earlier === undefined
        ? []
        : [
            {
              path: [...path, 'id'],
              about: 'value' as const,
              sentence: `id "${id}" is taken by rule ${earlier}; every rule needs an id of its own`,
            },
          ]),
    ]
  })
  return [...exclusionProblems(document.exclusions), ...ofRules]
}

function located(problem: SchemaProblem, document: Document, lines: LineCounter, file: string): string {
  const offset = offsetOf(problem, document)
  const { line, col } = offset === undefined ? { line: 1, col: 1 } : lines.linePos(offset)
  return `${file}:${line}:${col} (${jsonPath(problem.path)}): ${problem.sentence}`
}

function offsetOf({ path, about }: SchemaProblem, document: Document): number | undefined {
  if (about === 'key') {
    const parent = document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isNode(key) && String(key) === path.at(-1))
      : undefined
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  return isNode(node) ? node.range?.[0] : undefined
}
