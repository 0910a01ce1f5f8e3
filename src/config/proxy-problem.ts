import type { Environment } from './environment.ts'
import { ConfigurationError } from './problem.ts'

const names = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy']

/**
 * The Azure SDK fails on a proxy without a scheme, with a text that names neither proxy nor variable. The value is not
 * repeated, as a password may stand in it.
 * @throws ConfigurationError
 */
export function refuseBadProxy(environment: Environment): void {
  const bad = names.filter((name) => {
    const text = environment[name] ?? ''
    return text !== '' && !(URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  })
  if (bad.length === 0) return
  throw new ConfigurationError(bad.map((name) => `${name} is no address of a proxy; write http://host:port`))
}
