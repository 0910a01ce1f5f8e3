import type { Count } from './count.ts'

/** How many sign-ins of a day used MFA, or a code that says why nobody knows. Context: no verdict may rest on it. */
export type SignIns = SignInsOfDay | { readonly unread: string }

interface SignInsOfDay {
  /** `2026-11-25`, UTC. */
  readonly day: string
  readonly total: Count
  readonly multiFactor: Count
}
