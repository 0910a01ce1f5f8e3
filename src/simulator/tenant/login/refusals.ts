/** What the sentence of a refusal speaks of. */
export interface Named {
  readonly app: string
  readonly tenant: string
  readonly tenantName: string
  readonly scope: string
  readonly grantType: string
}

/** One of Entra's AADSTS errors: the OAuth code a client may branch on, the number, and the sentence. */
export interface LoginRefusal {
  readonly status: number
  readonly error: string
  readonly number: number
  readonly sentence: (named: Named) => string
}

export const wrongSecret: LoginRefusal = {
  status: 401,
  error: 'invalid_client',
  number: 7000215,
  sentence: ({ app }) =>
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app}'.`,
}

export const secretExpired: LoginRefusal = {
  status: 401,
  error: 'invalid_client',
  number: 7000222,
  sentence: ({ app }) =>
    `The provided client secret keys for app '${app}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
}

export const noClientProof: LoginRefusal = {
  status: 401,
  error: 'invalid_client',
  number: 7000218,
  sentence: () =>
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
}

export const appNotFound: LoginRefusal = {
  status: 400,
  error: 'unauthorized_client',
  number: 700016,
  sentence: ({ app, tenantName }) =>
    `Application with identifier '${app}' was not found in the directory '${tenantName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
}

export const tenantNotFound: LoginRefusal = {
  status: 400,
  error: 'invalid_request',
  number: 90002,
  sentence: ({ tenant }) =>
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
}

export const grantUnsupported: LoginRefusal = {
  status: 400,
  error: 'unsupported_grant_type',
  number: 70003,
  sentence: ({ grantType }) => `The app requested an unsupported grant type '${grantType}'.`,
}

export const scopeInvalid: LoginRefusal = {
  status: 400,
  error: 'invalid_scope',
  number: 1002012,
  sentence: ({ scope }) =>
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
}

export const resourceNotFound: LoginRefusal = {
  status: 400,
  error: 'invalid_resource',
  number: 500011,
  sentence: ({ scope, tenantName }) =>
    `The resource principal named ${scope.replace(/\/\.default$/, '')} was not found in the tenant named ${tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
}

export const onlyPost: LoginRefusal = {
  status: 400,
  error: 'invalid_request',
  number: 900561,
  sentence: () => 'The endpoint only accepts POST requests. Received a GET request.',
}

export const transient: LoginRefusal = {
  status: 503,
  error: 'temporarily_unavailable',
  number: 90033,
  sentence: () => 'A transient error has occurred. Please try again.',
}

export const throttled: LoginRefusal = {
  status: 429,
  error: 'invalid_request',
  number: 90055,
  sentence: () => 'Server terminated the request due to excessive request rate.',
}
