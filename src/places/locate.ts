import type { Environment } from '../config/environment.ts'
import { clearUrl } from '../config/clear-address.ts'
import { ConfigurationError } from '../config/problem.ts'
import { isLoopback } from '../config/simulated-tenant.ts'
import { type Location, parseLocation } from '../history/location.ts'

/** Where snapshots are kept for many runs. */
export type SharedPlace =
  | {
      readonly kind: 'postgres'
      readonly location: Extract<Location, { kind: 'postgres' }>
      readonly label: string
    }
  | {
      readonly kind: 'blob'
      /** Of the container. */
      readonly url: string
      /** What the names of blobs begin with; empty, or ending with a slash. */
      readonly prefix: string
      readonly label: string
    }

const todo =
  'write postgres://user@host:5432/database, https://ACCOUNT.blob.core.windows.net/CONTAINER or the path of a file'

/**
 * Reads what MFA_GATE_SNAPSHOT or --snapshot says. The text is never repeated, as it may hold a password.
 * @throws ConfigurationError
 */
export function locatePlace(text: string, directory: string, environment: Environment): SharedPlace {
  const option = 'MFA_GATE_SNAPSHOT or --snapshot'
  if (!/^\s*https:/i.test(text)) {
    const location = parseLocation(text, directory, option, environment)
    if (location.kind !== 'postgres') throw new ConfigurationError([`${option} names no database; ${todo}`])
    return { kind: 'postgres', location, label: location.label.replace(/^the history /, '') }
  }
  return blobAt(clearUrl(text.trim()), environment) ?? refuse(option)
}

const accounts = /^[a-z0-9]{3,24}\.blob\.core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/
const container = /^[a-z0-9](-?[a-z0-9]){2,62}$/

function blobAt(url: URL | undefined, { MFA_GATE_SIMULATED_TENANT }: Environment): SharedPlace | undefined {
  if (url === undefined) return undefined
  if ([url.username, url.password, url.search, url.hash].some((part) => part !== '')) return undefined
  // Microsoft's emulator names the account in the path; it is asked beside a stand-in only.
  const emulated = MFA_GATE_SIMULATED_TENANT !== undefined && isLoopback(url.hostname)
  if (!emulated && (!accounts.test(url.hostname) || url.port !== '')) return undefined
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const account = emulated ? parts.slice(0, 1) : []
  const [name = '', ...prefix] = emulated ? parts.slice(1) : parts
  if (!container.test(name)) return undefined
  return {
    kind: 'blob',
    url: [url.origin, ...account, name].join('/'),
    prefix: prefix.map((part) => `${decodeURIComponent(part)}/`).join(''),
    label: `in ${[url.host, ...parts].join('/')}`,
  }
}

function refuse(option: string): never {
  throw new ConfigurationError([
    `${option} is an address without a user, a query or a signature in it, of a container of Azure Blob Storage; ${todo}`,
  ])
}
