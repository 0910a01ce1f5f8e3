import { CouldNotRead } from '../../posture/could-not-read.ts'
import type { CredentialChoice } from '../choose/choice.ts'
import { readBytes } from './certificate.ts'
import { identityOptions, type Open } from './opening.ts'

/** A token from a variable, or from a file that is read anew each time, since whoever writes it renews it. */
export const openOidcToken: Open<Extract<CredentialChoice, { kind: 'oidc-token' }>> = async (
  { tenantId, clientId, tokenFrom, fileFrom },
  opening,
) => {
  const { environment } = opening
  const fixed = tokenFrom === undefined ? undefined : environment[tokenFrom]?.trim()
  const fromFile = (): string => {
    const text = readBytes(environment[fileFrom ?? '']?.trim() ?? '', fileFrom ?? '')
      .toString('utf8')
      .trim()
    if (text !== '') return text
    throw new CouldNotRead({ code: 'credential-unreadable', variable: fileFrom ?? '', problem: 'file-empty' })
  }
  const read = (): string => fixed ?? fromFile()
  if (fixed !== undefined && fileFrom !== undefined && fromFile() !== fixed) {
    throw new CouldNotRead({ code: 'credential-ambiguous', variables: [tokenFrom ?? '', fileFrom] })
  }
  // Once before any library is loaded, so that a file that is not there is told as such.
  read()
  const { ClientAssertionCredential } = await import('./app-credentials.ts')
  return new ClientAssertionCredential(
    tenantId,
    clientId,
    () => Promise.resolve(read()),
    identityOptions(opening),
  )
}
