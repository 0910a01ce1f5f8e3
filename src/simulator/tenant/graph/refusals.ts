/** How Graph says no; `code` is what a client may branch on. */
export interface GraphRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** The bodies of 403 that users have met; the sentences are Microsoft's. */
export const forbidden = {
  licence: {
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Tenant is not a B2C tenant and doesn't have premium license",
  },
  role: {
    status: 403,
    code: 'Authentication_RequestFromUnsupportedUserRole',
    message: 'User is not in the allowed roles',
  },
  directoryRead: {
    status: 403,
    code: 'Authentication_ApplicationHasNoDirectoryReadAccess',
    message: 'Failed to do premium license check from ADGraph',
  },
  /** Of the directory, whose refusals name no permission. */
  privileges: {
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  },
  permission: (permission: string): GraphRefusal => ({
    status: 403,
    code: 'Authentication_MSGraphPermissionMissing',
    message: `Calling principal does not have required MSGraph permissions ${permission}`,
  }),
} as const

export function notFound(id: string): GraphRefusal {
  return {
    status: 404,
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  }
}

export function unknownSegment(segment: string): GraphRefusal {
  return { status: 400, code: 'BadRequest', message: `Resource not found for the segment '${segment}'.` }
}

export const methodNotAllowed: GraphRefusal = {
  status: 405,
  code: 'BadRequest',
  message: 'Specified HTTP method is not allowed for the request target.',
}

export function invalidToken(message: string): GraphRefusal {
  return { status: 401, code: 'InvalidAuthenticationToken', message }
}

/** Graph's own outages; the code says less than the status does, as in the real ones. */
export function outage(status: number): GraphRefusal {
  return known[status] ?? { status, code: 'UnknownError', message: '' }
}

const known: Readonly<Record<number, GraphRefusal>> = {
  404: { status: 404, code: 'ResourceNotFound', message: 'Resource could not be discovered.' },
  429: { status: 429, code: 'TooManyRequests', message: 'Too Many Requests' },
  500: {
    status: 500,
    code: 'InternalServerError',
    message: 'There was an internal server error while processing the request.',
  },
  503: { status: 503, code: 'ServiceUnavailable', message: 'The service is temporarily unavailable.' },
  504: { status: 504, code: 'UnknownError', message: '' },
  509: { status: 509, code: 'BandwidthLimitExceeded', message: 'Bandwidth limit exceeded.' },
}
