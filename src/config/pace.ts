import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'
import type { Given } from './setting-row.ts'

/** At most so many requests in any so many milliseconds. */
export interface Pace {
  readonly requests: number
  readonly perMs: number
}

/** `5/10s`; undefined: it is none. */
export function parseRate(text: string): Pace | undefined {
  const [, requests, seconds] = /^(\d{1,4})\/(\d{1,4})s$/.exec(text.trim()) ?? []
  const pace = { requests: Number(requests), perMs: Number(seconds) * 1_000 }
  return pace.requests > 0 && pace.perMs > 0 ? pace : undefined
}

/** `5/10s`, or `off`, which is only for the embedded tenant; undefined: as Microsoft documents. @throws ConfigurationError */
export function parsePace(text: string | undefined, given: Given): Pace | 'off' | undefined {
  return paceFrom(text, given, '5/10s, which is what Microsoft allows an app in a tenant')
}

/** The same for an app over all of its tenants. @throws ConfigurationError */
export function parseAppPace(text: string | undefined, given: Given): Pace | 'off' | undefined {
  return paceFrom(text, given, '122/10s, which is what Microsoft allows an app over all tenants')
}

function paceFrom(
  text: string | undefined,
  { name, simulated }: Given,
  example: string,
): Pace | 'off' | undefined {
  if (text === undefined || (text === 'off' && simulated)) return text
  const pace = parseRate(text)
  if (pace !== undefined) return pace
  throw new ConfigurationError([
    `${name} is ${quoted(text)}; write how many requests in how many seconds, such as ${example}`,
  ])
}
