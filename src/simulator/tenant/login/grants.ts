import type { Proofs } from '../proofs/proofs.ts'
import { clientAssertion } from './client-assertion.ts'
import { clientCredentials } from './client-credentials.ts'
import type { ClientProof, Grant } from './grant.ts'
import { wrongSecret } from './refusals.ts'

/** By `grant_type`; app proofs by the form field that carries them. A new way to sign in is one more file and a row here. */
export function createGrants(proofs: Proofs): ReadonlyMap<string, Grant> {
  return new Map([
    [
      'client_credentials',
      clientCredentials(
        new Map([
          ['client_secret', clientSecret],
          ['client_assertion', clientAssertion(proofs)],
        ]),
      ),
    ],
  ])
}

const clientSecret: ClientProof = (value, _form, directory) =>
  value === directory.clientSecret ? undefined : wrongSecret
