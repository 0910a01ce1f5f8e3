import { knownMethods } from '../model/methods/method-class.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { lockoutGuard } from '../schemas/guard-settings.ts'
import isRulesDocument from '../schemas/compiled/is-rules-document.cjs'
import { exclusionProblems } from './exclusion-problems.ts'
import { checkedValue, type Located, parseLocated } from './located-text.ts'
import { conditionProblems, toleranceProblems } from './rule-problems.ts'
import { problem, type SchemaProblem } from './schema-sentence.ts'
import { stackProblems } from './stack-problems.ts'
import { waiverProblems } from './waiver-problems.ts'

/**
 * Reads a rules document from YAML or JSON text; `file` is only for messages.
 * @throws ConfigurationError with a sentence per problem: `file:line:column (/json/path): what; what to do`.
 */
export function parseRulesText(text: string, file: string): RulesDocument {
  return parseRules(text, file).value
}

/** The same, with the lines of its values. @throws ConfigurationError */
export function parseRules(text: string, file: string): Located<RulesDocument> {
  return parseLocated(text, file, { validator: isRulesDocument, further: furtherProblems })
}

/** Takes a value that no text was read for, such as a program's; `name` is only for messages. @throws ConfigurationError */
export function parseRulesValue(value: unknown, name: string): Located<RulesDocument> {
  return checkedValue(value, name, { validator: isRulesDocument, further: furtherProblems })
}

/** What the schema cannot say: ids are unique, days exist, and a minimum that fits the pattern also makes sense. */
function furtherProblems(document: RulesDocument): readonly SchemaProblem[] {
  return [
    ...document.rules.flatMap((rule, index) => conditionProblems(rule, ['rules', String(index)])),
    ...guardProblems(document.guards),
    ...repeatedIds(document),
    ...reservedIds(document),
    ...exclusionProblems(document.exclusions),
    ...methodProblems(document.methods),
    ...toleranceProblems(document.populationTolerance),
    ...stackProblems(document),
    ...waiverProblems(document.waivers ?? [], document),
  ]
}

function repeatedIds(document: RulesDocument): readonly SchemaProblem[] {
  const first = new Map<string, number>()
  return document.rules.flatMap(({ id }, index): readonly SchemaProblem[] => {
    const earlier = first.get(id)
    first.set(id, earlier ?? index)
    if (earlier === undefined) return []
    const sentence = `id "${id}" is taken by rule ${earlier}; every rule needs an id of its own`
    return [problem(['rules', String(index), 'id'], sentence)]
  })
}

/** The pack has policies of its own, and no rule may answer in their name. */
function reservedIds({ rules }: RulesDocument): readonly SchemaProblem[] {
  return rules.flatMap(({ id }, index): readonly SchemaProblem[] => {
    if (!id.startsWith('mfa-gate-') && id !== lockoutGuard) return []
    const another = id === lockoutGuard ? 'another one' : 'one that does not begin with "mfa-gate-"'
    const sentence = `id "${id}" is reserved for the gate itself; give ${another}`
    return [problem(['rules', String(index), 'id'], sentence)]
  })
}

function guardProblems(guards: RulesDocument['guards']): readonly SchemaProblem[] {
  const guard = guards?.[lockoutGuard]
  return guard === undefined ? [] : conditionProblems(guard, ['guards', lockoutGuard])
}

/** A document says what the gate does not know; what it knows holds whatever a document says. */
function methodProblems(methods: RulesDocument['methods'] = {}): readonly SchemaProblem[] {
  return Object.keys(methods).flatMap((value) => {
    const known = knownMethods.get(value)
    if (known === undefined) return []
    const sentence = `${value} is known to this gate as ${known}, which a rules document cannot change; remove it`
    return [problem(['methods', value], sentence)]
  })
}
