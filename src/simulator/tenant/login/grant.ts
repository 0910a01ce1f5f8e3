import type { Directory } from '../directory.ts'
import type { TokenDraft } from '../tokens.ts'
import type { LoginRefusal } from './refusals.ts'

/** A token about to be issued, with the other tenant at hand for the fault that mixes the two up. */
export type LoginDraft = TokenDraft & Pick<Directory, 'otherTenantId'>

export type GrantOutcome = { readonly granted: LoginDraft } | { readonly refused: LoginRefusal }

/** One way to get a token: looks at the form and says what to issue, or why not. */
export type Grant = (form: URLSearchParams, directory: Directory) => GrantOutcome | Promise<GrantOutcome>

/** One way for an app to prove that it is who it says: nothing when it is, else the refusal. */
export type ClientProof = (
  value: string,
  form: URLSearchParams,
  directory: Directory,
) => LoginRefusal | undefined | Promise<LoginRefusal | undefined>
