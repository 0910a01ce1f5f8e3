import { resolve } from 'node:path'
import { ConfigurationError } from '../config/problem.ts'
import { Secret } from '../identity/secret.ts'

/** Where a history is kept. `shown` is what people are told, without user or password. */
export type Location =
  | { readonly kind: 'sqlite'; readonly file: string; readonly shown: string }
  | { readonly kind: 'postgres'; readonly url: Secret; readonly shown: string }

/**
 * Reads what `--history` or MFA_GATE_HISTORY says: a `postgres://` URL, or else a file, relative to `directory`.
 * `option` is what messages call it. The text is never repeated, as it may hold a password.
 * @throws ConfigurationError
 */
export function parseLocation(text: string, directory: string, option: string): Location {
  const trimmed = text.trim()
  if (trimmed === '') throw new ConfigurationError([`${option} is empty; name a file or a postgres:// URL`])
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(trimmed) ?? []
  if (scheme === undefined) {
    return { kind: 'sqlite', file: resolve(directory, trimmed), shown: `the history ${trimmed}` }
  }
  if (!/^postgres(ql)?$/i.test(scheme)) {
    throw new ConfigurationError([
      `${option} is a ${scheme}:// URL, and a history is kept in a SQLite file or in PostgreSQL; name a file or a postgres:// URL`,
    ])
  }
  if (!URL.canParse(trimmed)) {
    throw new ConfigurationError([
      `${option} is not a URL that can be read; percent-encode what is special in user and password, as in postgres://user:p%40ss@host:5432/database`,
    ])
  }
  const url = new URL(trimmed)
  if (hostOf(url) === '') {
    throw new ConfigurationError([
      `${option} names no host; write it, as in postgres://user@host:5432/database, or ?host= with the folder of a socket`,
    ])
  }
  return { kind: 'postgres', url: new Secret(trimmed), shown: shownUrl(url) }
}

/** A host, or the folder of a socket; a parameter goes before the place where hosts stand, as pg has it. */
export function hostOf({ hostname, searchParams }: URL): string {
  return searchParams.getAll('host').at(-1) ?? decodeURIComponent(hostname)
}

function shownUrl(url: URL): string {
  const host = url.port === '' ? hostOf(url) : `${hostOf(url)}:${url.port}`
  return `the history in PostgreSQL at ${host}${url.pathname === '/' ? '' : url.pathname}`
}
