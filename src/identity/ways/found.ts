import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity'
import { CouldNotRead } from '../../posture/could-not-read.ts'
import type { CredentialChoice } from '../choose/choice.ts'
import { explainSignInError, isAbsent } from '../sign-in-error.ts'
import { openManagedIdentity } from './managed-identity.ts'
import type { Opening } from './opening.ts'
import { openTool } from './tool.ts'

type Candidate = Extract<CredentialChoice, { kind: 'found' }>['candidates'][number]

/**
 * Takes the first candidate that is there, and stays with it. Passes over only what is not there: one that is there
 * and fails is the answer, where Microsoft's ChainedTokenCredential would go on to somebody else.
 */
export function openFound(candidates: readonly Candidate[], opening: Opening): TokenCredential {
  let taken: TokenCredential | undefined
  return {
    async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
      if (taken !== undefined) return taken.getToken(scopes, options)
      for (const candidate of candidates) {
        const credential = await open(candidate, opening)
        try {
          const token = await credential.getToken(scopes, options)
          taken = credential
          return token
        } catch (error) {
          if (!isAbsent(error)) throw explainSignInError(error, new URL(opening.authority).host, candidate)
        }
      }
      throw new CouldNotRead({ code: 'credential-missing', missing: [] })
    },
  }
}

function open(candidate: Candidate, opening: Opening) {
  return candidate.kind === 'tool' ? openTool(candidate, opening) : openManagedIdentity(candidate, opening)
}
