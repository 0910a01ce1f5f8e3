import { clearUrl } from './clear-address.ts'
import type { Environment } from './environment.ts'
import { ConfigurationError } from './problem.ts'

const names = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy']

/** The address of a proxy, when no part of a password in it could be taken for something else. */
export function proxyAddress(text: string): URL | undefined {
  const url = clearUrl(text.trim())
  const plain = url !== undefined && /^https?:$/.test(url.protocol) && url.host !== ''
  return plain && url.pathname === '/' && url.search === '' ? url : undefined
}

/**
 * The Azure SDK fails on a proxy without a scheme, with a text that names neither proxy nor variable. The value is not
 * repeated, as a password may stand in it.
 * @throws ConfigurationError
 */
export function refuseBadProxy(environment: Environment): void {
  const bad = names.filter((name) => {
    const text = environment[name] ?? ''
    return text !== '' && proxyAddress(text) === undefined
  })
  if (bad.length === 0) return
  throw new ConfigurationError(
    bad.map(
      (name) =>
        `${name} is not the address of a proxy; write http://host:port, or http://user:password@host:port with special characters percent-encoded (@ is %40, / is %2F, # is %23)`,
    ),
  )
}
