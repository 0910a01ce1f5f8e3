import type { CredentialChoice } from '../choose/choice.ts'
import { openOidcToken } from './oidc-token.ts'
import type { Open } from './opening.ts'

/** Kubernetes and others project a token into a file; the exchange is the same as for any token file. */
export const openWorkloadIdentity: Open<Extract<CredentialChoice, { kind: 'workload-identity' }>> = (
  { tenantId, clientId, fileFrom },
  opening,
) => openOidcToken({ kind: 'oidc-token', tenantId, clientId, tokenFrom: undefined, fileFrom }, opening)
