import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'

/** The embedded tenant hands out tokens to anyone, so it is believed on this machine only. @throws ConfigurationError */
export function parseSimulatedTenant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' || !isLoopback(url.hostname)) {
    throw new ConfigurationError([
      `MFA_GATE_SIMULATED_TENANT is ${quoted(text)}; it may only be an https address on loopback, as \`mfa-gate simulate\` sets it: unset it to read the real tenant`,
    ])
  }
  return url.origin
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
