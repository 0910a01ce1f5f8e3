/** The app registration that signs in. */
export interface AppIds {
  readonly tenantId: string
  readonly clientId: string
}

type Tool = 'azure-cli' | 'azure-powershell' | 'azure-developer-cli'

/**
 * How to sign in, as data without secrets: where a secret is needed, the variable that holds it is named. `…From` is
 * always the name of a variable.
 */
export type CredentialChoice =
  | (AppIds & { readonly kind: 'client-secret'; readonly secretFrom: string })
  | (AppIds & CertificateChoice)
  | (AppIds & {
      readonly kind: 'oidc-token'
      readonly tokenFrom: string | undefined
      readonly fileFrom: string | undefined
    })
  | (AppIds & OidcRequestChoice)
  | (AppIds & { readonly kind: 'azure-pipelines'; readonly connectionId: string; readonly tokenFrom: string })
  | (AppIds & { readonly kind: 'workload-identity'; readonly fileFrom: string })
  | (AppIds & { readonly kind: 'user-password'; readonly userFrom: string; readonly passwordFrom: string })
  | ManagedIdentityChoice
  | { readonly kind: 'tool'; readonly tool: Tool }
  /** Nothing is configured: whatever this machine has, the first that is there. */
  | {
      readonly kind: 'found'
      readonly candidates: readonly (ManagedIdentityChoice | ToolChoice)[]
      /** Variables that name an app, with nothing set to prove it with. */
      readonly unproven?: readonly string[] | undefined
    }

export interface ToolChoice {
  readonly kind: 'tool'
  readonly tool: Tool
}

interface CertificateChoice {
  readonly kind: 'certificate'
  readonly pathFrom: string
  readonly passwordFrom: string
  readonly sendChain: boolean
}

interface OidcRequestChoice {
  readonly kind: 'oidc-request'
  readonly urlFrom: string
  readonly tokenFrom: string
  readonly audience: string
}

export interface ManagedIdentityChoice {
  readonly kind: 'managed-identity'
  readonly clientId: string | undefined
  /** `probe`: ask for a second whether there is one, as where nothing is configured. */
  readonly presence: 'certain' | 'probe'
}
