import type { Environment } from '../config/environment.ts'
import type { ListedTenant } from '../config/tenants-file.ts'

/** The variables that the tenants of a document take secrets from, and those of them that are not there. */
interface NamedSecrets {
  readonly named: readonly string[]
  readonly missing: readonly string[]
}

export function namedSecrets(tenants: readonly ListedTenant[], environment: Environment): NamedSecrets {
  const named = new Set(
    tenants.flatMap(({ entry: { credential } }) =>
      [
        credential?.secretFrom,
        credential?.certificateFrom,
        credential?.certificatePasswordFrom,
        credential?.federatedTokenFrom,
      ].flatMap((from) => from?.env ?? []),
    ),
  )
  const missing = [...named].filter((name) => (environment[name] ?? '').trim() === '')
  return { named: [...named], missing }
}
