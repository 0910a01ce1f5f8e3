import { resolve } from 'node:path'
import { clearUrl, looksLikeAddress } from '../config/clear-address.ts'
import type { Environment } from '../config/environment.ts'
import { ConfigurationError } from '../config/problem.ts'
import { Secret } from '../identity/secret.ts'

/** Where a history is kept. `shown` is what people are told, without user or password. */
export type Location =
  | { readonly kind: 'sqlite'; readonly file: string; readonly label: string }
  | {
      readonly kind: 'postgres'
      readonly url: Secret
      readonly label: string
      /** Where the paths in the URL count from. */
      readonly directory: string
    }

/**
 * Reads what `--history` or MFA_GATE_HISTORY says: a `postgres://` URL, or else a file, relative to `directory`. A URL
 * without a password takes the one of PGPASSWORD.
 * `option` is what messages call it. The text is never repeated, as it may hold a password; what could be a connection
 * string and is no clear URL is refused, rather than made into a file of that name.
 * @throws ConfigurationError
 */
export function parseLocation(
  text: string,
  directory: string,
  option: string,
  { PGPASSWORD: password = '' }: Environment = {},
): Location {
  const trimmed = text.trim()
  const refused = (what: string): ConfigurationError => new ConfigurationError([`${option} ${what}`])
  if (trimmed === '') throw refused('is empty; name a file or a postgres:// URL')
  if (/^postgres(ql)?:\/\//i.test(trimmed)) return { ...postgresAt(trimmed, password, refused), directory }
  if (looksLikeAddress(trimmed)) {
    throw refused(
      'looks like an address or a connection string, and is not a postgres:// URL, so it is not repeated here; write postgres://user:password@host:5432/database, or a file as ./name',
    )
  }
  return { kind: 'sqlite', file: resolve(directory, trimmed), label: `the history ${trimmed}` }
}

function postgresAt(text: string, password: string, refused: (what: string) => ConfigurationError) {
  const url = clearUrl(text)
  if (url === undefined || url.pathname.lastIndexOf('/') > 0) {
    throw refused(
      'is not a URL that can be read in one way only; percent-encode what is special in user and password (@ is %40, # is %23, ? is %3F, / is %2F, % is %25), as in postgres://user:p%40ss@host:5432/database',
    )
  }
  if (hostOf(url) === '') {
    throw refused(
      'names no host; write it, as in postgres://user@host:5432/database, or ?host= with the folder of a socket',
    )
  }
  const label = labelOf(url)
  if (password !== '' && url.password === '' && !url.searchParams.has('password')) {
    url.searchParams.set('password', password)
    return { kind: 'postgres', url: new Secret(url.href), label } as const
  }
  return { kind: 'postgres', url: new Secret(text), label } as const
}

/** A host, or the folder of a socket; a parameter goes before the place where hosts stand, as pg has it. */
export function hostOf({ hostname, searchParams }: URL): string {
  return searchParams.getAll('host').at(-1) ?? decodeURIComponent(hostname)
}

function labelOf(url: URL): string {
  const host = url.port === '' ? hostOf(url) : `${hostOf(url)}:${url.port}`
  return `the history in PostgreSQL at ${host}${url.pathname === '/' ? '' : url.pathname}`
}
