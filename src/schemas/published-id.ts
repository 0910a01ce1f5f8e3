/**
 * Where this project lives on GitHub, `owner/name`. Whoever publishes it from elsewhere changes it here; the tests
 * name every other place that says it.
 */
export const repository = 'entra-mfa-gate/entra-mfa-gate'

/** The id of a schema in `docs/schemas`: where an editor finds it. */
export function publishedId<Name extends string>(name: Name) {
  return `https://raw.githubusercontent.com/${repository}/main/docs/schemas/${name}.schema.json` as const
}
