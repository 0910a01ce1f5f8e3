import { readFileSync } from 'node:fs'
import type { PoolConfig } from 'pg'
import { ConfigurationError } from '../../config/problem.ts'
import type { Secret } from '../../identity/secret.ts'

const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'] as const

/**
 * Where to connect, and whether with TLS: always with the server's certificate verified, unless the URL says
 * `sslmode=disable` or the server is on this machine. `sslrootcert` names the file of a private authority.
 * @throws ConfigurationError
 */
export function transportOf(secret: Secret): Pick<PoolConfig, 'connectionString' | 'ssl'> {
  const url = new URL(secret.reveal())
  const mode = take(url, 'sslmode')
  const authority = take(url, 'sslrootcert')
  if (mode !== undefined && !sslModes.some((known) => known === mode)) {
    throw new ConfigurationError([
      `the URL of the history asks for a TLS mode that is not offered; write sslmode=${sslModes.join(', ')}, of which all but the first verify the certificate`,
    ])
  }
  const plain = mode === 'disable' || (mode === undefined && isHere(url))
  const ca = authority === undefined || authority === 'system' ? undefined : authorityFrom(authority)
  return { connectionString: url.href, ssl: plain ? false : { ...(ca === undefined ? {} : { ca }) } }
}

/** Taken out, as pg would warn on standard error of what a future release makes of it. */
function take(url: URL, name: string): string | undefined {
  const value = url.searchParams.get(name) ?? undefined
  url.searchParams.delete(name)
  return value
}

/** On a socket of this machine or on loopback, where nobody listens between. */
function isHere({ hostname, searchParams }: URL): boolean {
  const host = hostname === '' ? (searchParams.get('host') ?? '/') : decodeURIComponent(hostname)
  return host.startsWith('/') || host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function authorityFrom(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigurationError([
      `the authority ${file} that the URL of the history names cannot be read; correct sslrootcert`,
    ])
  }
}
