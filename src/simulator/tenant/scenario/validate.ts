import { Ajv, type ErrorObject } from 'ajv'
import { groupProblems } from '../people/groups.ts'
import { peopleProblems } from '../people/people.ts'
import { ScenarioError } from './scenario-error.ts'
import { demanding, type Scenario, scenarioSchema } from './schema.ts'

const isScenario = new Ajv({
  ...demanding,
  allErrors: true,
  useDefaults: true,
  discriminator: true,
}).compile<Scenario>(scenarioSchema)

/** Turns what someone wrote into a scenario, with the defaults filled in; the given value is left as it is. */
export function validateScenario(given: unknown): Scenario {
  const scenario: unknown = structuredClone(given)
  if (isScenario(scenario)) {
    const problems = [...peopleProblems(scenario), ...groupProblems(scenario)]
    if (problems.length === 0) return scenario
    throw new ScenarioError(problems)
  }
  const sentences = (isScenario.errors ?? []).map((error) => sentence(error))
  throw new ScenarioError([...new Set(sentences)])
}

function sentence(error: ErrorObject): string {
  const path = jsonPath(error.instancePath)
  const { params } = error
  switch (error.keyword) {
    case 'additionalProperties':
      return `${path}.${String(params['additionalProperty'])} is not a key of a scenario; remove it or correct its spelling.`
    case 'required':
      return `${path}.${String(params['missingProperty'])} is missing.`
    case 'enum':
      return `${path} must be one of ${(params['allowedValues'] as readonly string[]).join(', ')}.`
    case 'discriminator':
      return `${path}.${String(params['tag'])} must be login, issuer, report, details, summary, signIns or directory.`
    default:
      return `${path} ${error.message ?? 'is not valid'}.`
  }
}

/** `/faults/0/kind` as `$.faults[0].kind`. */
function jsonPath(pointer: string): string {
  return `$${pointer.replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.')}`
}
