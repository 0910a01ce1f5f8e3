import type { ClientProof } from './grant.ts'
import { wrongSecret } from './refusals.ts'

export const clientSecret: ClientProof = (value, _form, directory) =>
  value === directory.clientSecret ? undefined : wrongSecret
