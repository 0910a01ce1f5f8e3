import type { Environment } from '../config/environment.ts'
import { proxyAddress } from '../config/proxy-problem.ts'

/**
 * The proxy through which an address is asked, by the variables that the Azure SDK heeds; undefined: directly. A
 * machine's own metadata service is never asked through one: no proxy can answer for the machine, and the secret in the
 * request is for this machine alone. Plain http is spoken with nobody else.
 */
export function proxyFor(address: string, environment: Environment): URL | undefined {
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:' || isLinkLocal(hostname) || isExempt(hostname, environment)) return undefined
  return proxyIn(environment)
}

/** Whether there is one for any address. */
export function isProxySet(environment: Environment): boolean {
  return proxyIn(environment) !== undefined
}

function proxyIn(environment: Environment): URL | undefined {
  const text = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY']
    .map((name) => either(environment, name))
    .find((value) => value !== undefined)
  return text === undefined ? undefined : proxyAddress(text)
}

/** Metadata services are reached on such addresses and nothing else is. */
function isLinkLocal(hostname: string): boolean {
  return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe80:/i.test(hostname)
}

/** A name, `.suffix` or `*.suffix`; `*` exempts all. */
function isExempt(hostname: string, environment: Environment): boolean {
  return (either(environment, 'NO_PROXY') ?? '')
    .split(',')
    .map((pattern) => pattern.trim().toLowerCase().replace(/^\*\./, '.'))
    .some((pattern) =>
      pattern.startsWith('.')
        ? `.${hostname}`.endsWith(pattern)
        : pattern === '*' || (pattern !== '' && pattern === hostname),
    )
}

function either(environment: Environment, name: string): string | undefined {
  const value = [name, name.toLowerCase()].map((spelling) => environment[spelling]).find(Boolean)
  return value?.trim()
}
