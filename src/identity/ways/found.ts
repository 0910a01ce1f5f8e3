import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { CredentialChoice, ToolChoice } from '../choose/choice.ts'
import { lacksIdToken } from '../choose/pipelines.ts'
import { signInReason, isAbsent, isSignedOut } from '../sign-in-error.ts'
import { openManagedIdentity } from './managed-identity.ts'
import { hasMetadataService } from './metadata-probe.ts'
import type { Opening } from './opening.ts'
import { openTool } from './tool.ts'

type Found = Extract<CredentialChoice, { kind: 'found' }>
type Candidate = Found['candidates'][number]

/**
 * Takes the first candidate that is there, and stays with it. Passes over only what is not there: one that is there
 * and fails is the answer, where Microsoft's ChainedTokenCredential would go on to somebody else.
 */
export function openFound({ candidates, unproven }: Found, opening: Opening): TokenCredential {
  let taken: TokenCredential | undefined
  const mayLackPermission = lacksIdToken(opening.environment)
  const failureOf = (error: unknown, candidate: Candidate): CouldNotRead => {
    const { authority, wire } = opening
    const failure = signInReason(error, new URL(authority).host, candidate, wire.trouble)
    // A runner of GitHub's is a virtual machine in Azure, whose metadata service answers, though with no identity.
    return mayLackPermission && failure.reason.code === 'managed-identity-failed'
      ? new CouldNotRead({ code: 'id-token-missing' }, error)
      : failure
  }
  return {
    async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
      if (taken !== undefined) return taken.getToken(scopes, options)
      let signedOut: ToolChoice | undefined
      for (const candidate of candidates) {
        if (!(await mayBeThere(candidate, opening))) continue
        const credential = await open(candidate, opening)
        try {
          const token = await credential.getToken(scopes, options)
          taken = credential
          return token
        } catch (error) {
          if (!isAbsent(error)) throw failureOf(error, candidate)
          if (candidate.kind === 'tool' && isSignedOut(error)) signedOut ??= candidate
        }
      }
      if (mayLackPermission) throw new CouldNotRead({ code: 'id-token-missing' })
      if (signedOut !== undefined) {
        throw new CouldNotRead({ code: 'tool-not-ready', tool: signedOut.tool, signedOut: true })
      }
      throw new CouldNotRead({ code: 'credential-missing', missing: [], set: unproven })
    },
  }
}

async function mayBeThere(candidate: Candidate, { wire }: Opening): Promise<boolean> {
  if (candidate.kind === 'tool' || candidate.presence === 'certain') return true
  return hasMetadataService(wire)
}

function open(candidate: Candidate, opening: Opening) {
  return candidate.kind === 'tool' ? openTool(candidate, opening) : openManagedIdentity(candidate, opening)
}
