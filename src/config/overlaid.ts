import type { Environment } from './environment.ts'

/**
 * The environment with other values for some names. Nothing of it is copied, as an audit makes one for each of thousands
 * of tenants, and there may be a variable for each.
 */
export function overlaid(
  environment: Environment,
  own: Readonly<Record<string, string | undefined>>,
): Environment {
  const over: Record<string, string | undefined> = { ...own }
  Object.setPrototypeOf(over, environment)
  return over
}

/** Every name of an environment, those beneath what lies over it too. */
export function namesIn(environment: Environment): readonly string[] {
  const names: string[] = []
  for (const name in environment) names.push(name)
  return names
}
