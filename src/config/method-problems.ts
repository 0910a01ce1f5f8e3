import { knownMethods } from '../model/methods/method-class.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { problem } from './rule-problems.ts'
import type { SchemaProblem } from './schema-sentence.ts'

/** A document says what the gate does not know; what it knows holds whatever a document says. */
export function methodProblems(methods: RulesDocument['methods'] = {}): readonly SchemaProblem[] {
  return Object.keys(methods).flatMap((value) => {
    const known = knownMethods.get(value)
    if (known === undefined) return []
    const sentence = `${value} is known to this gate as ${known}, which a rules document cannot change; remove it`
    return [problem(['methods', value], sentence)]
  })
}
