import { resolve } from 'node:path'
import type { PoolConfig } from 'pg'
import { ConfigurationError } from '../../config/problem.ts'
import { readText } from '../../config/read-text.ts'
import type { Secret } from '../../identity/secret.ts'
import { hostOf } from '../location.ts'

const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'] as const

/** The files that a URL may name, by what TLS calls them. */
const sslFiles = { ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey' } as const

/** As pg takes it. */
interface Transport {
  readonly connectionString: string
  readonly ssl: NonNullable<PoolConfig['ssl']>
}

/**
 * Where to connect, and whether with TLS: always with the server's certificate verified, unless the URL says
 * `sslmode=disable` or the server is on this machine. `sslrootcert` names the file of a private authority, `sslcert` and
 * `sslkey` those of a client certificate.
 * @throws ConfigurationError
 */
export function transportOf(secret: Secret, directory: string): Transport {
  const url = new URL(secret.reveal())
  const plain = isPlain(url)
  const files = Object.entries(sslFiles).flatMap(([name, parameter]) => {
    const file = take(url, parameter)
    return file === undefined || file === 'system'
      ? []
      : [
          [
            name,
            readText(
              resolve(directory, file),
              'the file that the URL of the history names,',
              `correct ${parameter}`,
            ),
          ] as const,
        ]
  })
  return { connectionString: url.href, ssl: plain ? false : { ...Object.fromEntries(files), ...verified } }
}

/** Said, since NODE_TLS_REJECT_UNAUTHORIZED decides where nobody says it. */
const verified = { rejectUnauthorized: true } as const

/** @throws ConfigurationError for what would leave the certificate unverified without saying so */
function isPlain(url: URL): boolean {
  const mode = take(url, 'sslmode')
  const known = sslModes.find((name) => name === mode)
  if ((mode !== undefined && known === undefined) || take(url, 'ssl') !== undefined) {
    throw new ConfigurationError([
      `the URL of the history asks for a TLS mode that is not offered; write sslmode=${sslModes.join(', ')}; all but the first verify the certificate`,
    ])
  }
  return known === 'disable' || (known === undefined && isHere(hostOf(url)))
}

/** Taken out, as pg would put what it makes of it before what is said here. */
function take(url: URL, name: string): string | undefined {
  const value = url.searchParams.get(name) ?? undefined
  url.searchParams.delete(name)
  return value
}

/** On a socket of this machine or on loopback, where nobody listens between. */
function isHere(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
