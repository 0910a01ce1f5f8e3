import { resolve } from 'node:path'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { CredentialChoice } from '../choose/choice.ts'
import { credentialText } from '../credential-file.ts'
import { identityOptions, type Open } from './opening.ts'

/** A token from a variable, or from a file that is read anew each time, since whoever writes it renews it. */
export const openOidcToken: Open<Extract<CredentialChoice, { kind: 'oidc-token' }>> = async (
  { tenantId, clientId, tokenFrom, fileFrom },
  opening,
) => {
  const { environment, directory } = opening
  const fixed = tokenFrom === undefined ? undefined : environment[tokenFrom]?.trim()
  const fromFile = (): string =>
    credentialText(resolve(directory, environment[fileFrom ?? '']?.trim() ?? ''), fileFrom ?? '')
  const token = (): string => fixed ?? fromFile()
  if (fixed !== undefined && fileFrom !== undefined && fromFile() !== fixed) {
    throw new CouldNotRead({ code: 'credential-ambiguous', variables: [tokenFrom ?? '', fileFrom] })
  }
  // Once before any library is loaded, so that a file that is not there is told as such.
  token()
  const { ClientAssertionCredential } = await import('./app-credentials.ts')
  return new ClientAssertionCredential(
    tenantId,
    clientId,
    () => Promise.resolve(token()),
    identityOptions(opening),
  )
}
