type Reason = string

/** By PostgreSQL's SQLSTATE, or the code that Node gives when there is no answer. */
const reasons: Readonly<Record<string, Reason>> = {
  '28P01': 'the password is not right; correct it in the URL or in PGPASSWORD',
  '28000': 'the server does not let this user in from here; ask the administrator for a line in pg_hba.conf',
  '3D000': 'there is no such database; create it, or correct the URL',
  '3F000': 'there is no schema to make the tables in; set the search_path of the user',
  '42501':
    'the user lacks a right that is needed; grant what docs/history.md names, or have an owner run the first save',
  '25006': 'the server is read-only, a standby perhaps; name the primary',
  '53100': 'the disk of the server is full; make room there',
  '53300': 'the server has no connection left; try again, or allow it more',
  '40P01': 'another process was writing about the same tenants; try again',
  '57P01': 'the server was shut down; try again when it is back',
  '57P02': 'the server broke down; try again when it is back',
  '57P03': 'the server is starting or stopping; try again',
  '08003': 'the connection broke; try again',
  '08006': 'the connection broke; try again',
  '57014': 'the query took longer than the server allows; try again, or raise statement_timeout',
  '42P01': 'its tables are gone; another process may have dropped them',
  ECONNREFUSED: 'no server answers there; start it, or correct host and port',
  ECONNRESET: 'the connection broke; try again',
  EPIPE: 'the connection broke; try again',
  ENOTFOUND: 'there is no host of that name; correct the URL',
  EAI_AGAIN: 'the name of the host cannot be looked up now; try again, or correct the URL',
  ENOENT: 'there is no such socket on this machine; correct host in the URL',
  EACCES: 'there is no permission to connect there; correct host in the URL',
  ETIMEDOUT: 'no server answers in time; correct host and port, or open the firewall',
  EHOSTUNREACH: 'there is no way to that host; correct the URL, or the network',
  ENETUNREACH: 'there is no way to that host; correct the URL, or the network',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; name its file with sslrootcert in the URL',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from an authority that is not known here; name the file of the authority with sslrootcert in the URL',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an authority that is not known here; name the file of the authority with sslrootcert in the URL',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that is not known here; name the file of the authority with sslrootcert in the URL',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host; write the host that it names',
  CERT_HAS_EXPIRED: 'its certificate has expired; renew it',
}

const slow = /timeout expired|connection timeout/i
const silent = /query read timeout/i
const broken = /connection terminated|connection ended|not queryable/i

/** pg gives these no code. */
const byMessage: readonly (readonly [RegExp, Reason])[] = [
  [
    /does not support SSL|error establishing an SSL connection/i,
    'the server offers no TLS; turn it on there, or write sslmode=disable in the URL',
  ],
  [slow, 'no server answers in time; correct host and port, or open the firewall'],
  [
    /timeout exceeded when trying to connect/i,
    'the server was too slow for so many requests at once; try again, or with less at a time',
  ],
  [silent, 'the server stopped answering; try again'],
  [broken, 'the connection broke; try again'],
  [/password must be a string|no password/i, 'it asks for a password; give one in the URL or in PGPASSWORD'],
]

const passing = ['53300', '57P01', '57P02', '57P03', '08003', '08006', '40P01', 'ECONNRESET', 'EPIPE']

/** Of what is over after a while: no connection left, a server that goes or comes, a connection that broke, a deadlock. */
export function isPassing(error: unknown): boolean {
  if (passing.some((code) => hasCode(error, code))) return true
  return error instanceof Error && [slow, silent, broken].some((form) => form.test(error.message))
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Never with the server's own words, which may repeat values. */
export function postgresProblem(error: unknown, label: string): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const reason =
    (code === undefined ? undefined : reasons[code]) ??
    byMessage.find(([form]) => form.test(error.message))?.[1] ??
    (code === undefined || !/^[0-9A-Z]{5}$/.test(code)
      ? undefined
      : `the server refuses with code ${code}; look it up in PostgreSQL's list of error codes`)
  return reason === undefined ? undefined : `${label} cannot be used: ${reason}`
}
