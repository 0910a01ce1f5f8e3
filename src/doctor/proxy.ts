import type { Environment } from '../config/environment.ts'
import { proxyAddress } from '../config/proxy-problem.ts'
import { type Item, ok } from './item.ts'

/** Which way requests to these addresses take, by the rules of the Azure SDK, which sends all of them. */
export function proxyItem(environment: Environment, origins: readonly string[]): Item {
  const proxy = proxyOf(environment)
  const hosts = [...new Set(origins.map((origin) => new URL(origin).hostname))]
  if (proxy === undefined) return ok('proxy', 'none set; login and Graph are reached directly')
  const direct = hosts.filter((host) => isBypassed(environment, host))
  const via = hosts.filter((host) => !direct.includes(host))
  const parts = [
    ...(via.length > 0 ? [`${via.join(' and ')} through ${proxy}`] : []),
    ...(direct.length > 0 ? [`${direct.join(' and ')} directly, by NO_PROXY`] : []),
  ]
  return ok('proxy', parts.join('; '))
}

function either(environment: Environment, name: string): string | undefined {
  return [name, name.toLowerCase()].map((spelling) => environment[spelling]).find(Boolean)
}

/** Its address without the name and password that may stand in it. */
function proxyOf(environment: Environment): string | undefined {
  const text = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY']
    .map((name) => either(environment, name))
    .find(Boolean)
  return text === undefined ? undefined : proxyAddress(text)?.host
}

function isBypassed(environment: Environment, host: string): boolean {
  const patterns = (either(environment, 'NO_PROXY') ?? '').split(',').map((pattern) => pattern.trim())
  return patterns.some((pattern) =>
    pattern.startsWith('.') ? `.${host}`.endsWith(pattern) : pattern !== '' && pattern === host,
  )
}
