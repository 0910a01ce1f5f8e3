import type { Environment } from '../config/environment.ts'
import { isProxySet, proxyFor } from '../wire/proxy-choice.ts'
import { type Item, ok } from './item.ts'

/** Which way requests to these addresses take. */
export function proxyItem(environment: Environment, origins: readonly string[]): Item {
  if (!isProxySet(environment)) return ok('proxy', 'none set; login and Graph are reached directly')
  const ways = origins.map((origin) => ({
    host: new URL(origin).hostname,
    proxy: proxyFor(origin, environment),
  }))
  const hosts = (some: typeof ways): string => [...new Set(some.map(({ host }) => host))].join(' and ')
  const through = ways.filter(({ proxy }) => proxy !== undefined)
  const direct = ways.filter(({ proxy }) => proxy === undefined)
  const parts = [
    // Without the name and password that may stand in its address.
    ...(through.length > 0 ? [`${hosts(through)} through ${through[0]?.proxy?.host ?? ''}`] : []),
    ...(direct.length > 0 ? [`${hosts(direct)} directly, by NO_PROXY`] : []),
  ]
  return ok('proxy', parts.join('; '))
}
