/** Cause of a login that cannot be reached: an answer came, and Microsoft's library cannot make anything of it. */
export const answerOdd = 'answer not understood'

/** Why nobody was signed in, or as somebody whose answer counts for nothing. */
export type SignInFailure =
  | {
      readonly code: 'credential-missing'
      readonly missing: readonly string[]
      /** Variables that are set, and are not enough by themselves. */
      readonly set?: readonly string[] | undefined
    }
  | {
      readonly code: 'sign-in-refused'
      readonly oauthError: string | undefined
      readonly aadsts: string | undefined
      /** How it was signed in: a kind of credential, or the name of a tool. */
      readonly way?: string | undefined
    }
  | (SignInHost & { readonly code: 'login-unreachable'; readonly cause: string })
  | (SignInHost & {
      readonly code: 'login-unavailable'
      readonly status: number
      /** The login's number for what happened. */
      readonly aadsts?: string | undefined
      readonly attempts: number
      readonly retryAfterSeconds?: number | undefined
    })
  | {
      /** Somebody on the way said no in place of the host. */
      readonly code: 'proxy-refused'
      readonly host: string
      readonly status: number
      /** True where the proxy refused to connect; otherwise an answer came that is not the host's own. */
      readonly tunnel: boolean
    }
  /** The proxy on the way to the host. */
  | { readonly code: 'proxy-unreachable'; readonly host: string; readonly cause: string }
  /** A GitHub Actions job that is not allowed to ask for an identity token, and has nothing else. */
  | { readonly code: 'id-token-missing' }
  | { readonly code: 'token-unreadable'; readonly problem: string }
  | {
      readonly code: 'wrong-tenant'
      readonly expected: string
      readonly actual: string
      /** The snapshot file, when no token said it. */
      readonly savedIn?: string | undefined
    }
  | { readonly code: 'credential-unknown'; readonly variable: string; readonly value: string }
  | { readonly code: 'credential-unsupported'; readonly variable: string }
  | { readonly code: 'credential-ambiguous'; readonly variables: readonly string[] }
  | {
      readonly code: 'credential-unreadable'
      readonly variable: string
      readonly problem:
        'file-unreadable' | 'file-empty' | 'no-certificate' | 'no-private-key' | 'password-wrong'
      readonly passwordFrom?: string
    }
  | { readonly code: 'oidc-token-refused'; readonly host: string; readonly status: number | undefined }
  | { readonly code: 'tool-not-ready'; readonly tool: string; readonly signedOut?: boolean | undefined }
  | { readonly code: 'managed-identity-failed'; readonly clientId: string | undefined }
  | { readonly code: 'tenant-not-found'; readonly host: string }
  | { readonly code: 'wrong-audience'; readonly expected: string; readonly actual: string | undefined }
  | { readonly code: 'report-not-in-cloud'; readonly cloud: string }
  | { readonly code: 'tls-unverified' }

/** Who takes part in signing in: the login, who vouches for a workload, or a machine's metadata service. */
interface SignInHost {
  readonly host: string
  /** Undefined: the login. */
  readonly service?: 'login' | 'oidc' | 'metadata' | undefined
}
