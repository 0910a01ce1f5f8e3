import { LineCounter, parseDocument } from 'yaml'
import { ScenarioError } from './scenario-error.ts'
import type { Scenario } from './schema.ts'
import { validateScenario } from './validate.ts'

/**
 * Reads a scenario from YAML or JSON text.
 * @throws ScenarioError with one sentence per problem.
 */
export function loadScenario(text: string): Scenario {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    throw new ScenarioError(
      document.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0])
        return `Line ${line}, column ${col} is not valid YAML or JSON: ${message}.`
      }),
    )
  }
  return validateScenario(document.toJS({ maxAliasCount: 100 }))
}
