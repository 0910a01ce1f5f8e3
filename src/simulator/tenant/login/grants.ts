import { clientCredentials } from './client-credentials.ts'
import { clientSecret } from './client-secret.ts'
import type { Grant } from './grant.ts'

/** By `grant_type`; app proofs by the form field that carries them. A new way to sign in is one more file and a row here. */
export const grants: ReadonlyMap<string, Grant> = new Map([
  ['client_credentials', clientCredentials(new Map([['client_secret', clientSecret]]))],
])
