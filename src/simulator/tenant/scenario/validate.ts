import { Ajv, type ErrorObject } from 'ajv'
import { distance } from 'fastest-levenshtein'
import { faultPlaces } from '../faults/kinds.ts'
import { groupProblems } from '../people/groups.ts'
import { peopleProblems } from '../people/people.ts'
import { plainError } from './plain-error.ts'
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
    const problems = [...peopleProblems(scenario), ...groupProblems(scenario), ...faultProblems(scenario)]
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
      return `${path}.${String(params['tag'])} must be one of ${Object.keys(faultPlaces).join(', ')}.`
    default:
      return `${path} ${plainError(error)}.`
  }
}

function faultProblems({ faults }: Scenario): readonly string[] {
  return faults.flatMap(({ on, kind }, index) => {
    const kinds: readonly string[] = faultPlaces[on]
    return kinds.includes(kind) ? [] : [`$.faults[${index}].kind ${noneOf(kinds, on, kind)}`]
  })
}

/** Of hundreds the nearest are named. */
function noneOf(kinds: readonly string[], on: string, given: string): string {
  const nearest = kinds.toSorted((one, other) => distance(one, given) - distance(other, given)).slice(0, 3)
  return `"${given}" is none of the ${kinds.length} faults of ${on}; near it are ${nearest.join(', ')}. mfa-gate simulate --list-faults lists all.`
}

/** `/faults/0/kind` as `$.faults[0].kind`. */
function jsonPath(pointer: string): string {
  return `$${pointer.replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.')}`
}
