import { type Cloud, cloudFrom } from './cloud.ts'
import type { Environment } from './environment.ts'
import { type ExpectedTenant, expectedTenantFrom } from './expected-tenant.ts'
import { type Pace, parsePace } from './pace.ts'
import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'
import { refuseBadProxy } from './proxy-problem.ts'
import { refuseLostSettings, setting } from './setting.ts'
import type { StackConfig } from './stack-config.ts'

export type { Environment }

/** What the environment says of one run, validated. */
export interface Settings {
  /** Path of the rules document; undefined: the built-in rules. */
  readonly rulesFile: string | undefined
  /** For token, requests and retries together, in milliseconds. */
  readonly deadlineMs: number
  /** The same where a report of many pages is read: longer, unless a time was asked for. */
  readonly walkDeadlineMs: number
  /** How fast to ask Graph; undefined: as Microsoft documents, `off`: as fast as it answers. */
  readonly pace: Pace | 'off' | undefined
  /** Origin of the embedded tenant, only ever on loopback; undefined: Microsoft's cloud. */
  readonly simulatedTenant: string | undefined
  /** By which the stand-in of this run is known; undefined: none was given. */
  readonly simulatedKey: string | undefined
  /** True when somebody said that an update may rest on the stand-in. */
  readonly simulatedUpdates: boolean
  /** Directory of the baseline store; undefined: none. */
  readonly baselines: string | undefined
  /** A saved snapshot to judge in place of the tenant; undefined: the tenant is read. */
  readonly snapshotFile: string | undefined
  /** Reports that the pack writes, as `json:path,markdown:path`; undefined: none. */
  readonly report: string | undefined
  /** Whether the pack leaves out its line on what a start came to. */
  readonly quiet: boolean
  /** The organization of stacks, where nothing else tells it. */
  readonly organization: string | undefined
  readonly cloud: Cloud
  /** Tenants that are deployed to knowingly although they are not judged, in lower case: ids, or domains as providers name them. */
  readonly otherTenants: ReadonlySet<string>
  /** The tenant that is deployed to; undefined when nobody says, so that any is judged. */
  readonly expectedTenant: ExpectedTenant | undefined
}

const defaultDeadlineMs = 30_000
/** Enough for 280,000 users at 5 requests per 10 s. */
const defaultWalkDeadlineMs = 600_000
const longestDeadlineMs = 3_600_000

/**
 * Reads the `MFA_GATE_…` variables, and which cloud and tenant are deployed to.
 * `stack` is the configuration of the stack that is deployed, where it is known whose it is: `PULUMI_CONFIG` may be
 * inherited from another one.
 * @throws ConfigurationError
 */
export function settingsFrom(environment: Environment, stack: StackConfig = {}): Settings {
  refuseLostSettings(environment)
  refuseBadProxy(environment)
  const simulatedTenant = parseSimulatedTenant(setting(environment, 'MFA_GATE_SIMULATED_TENANT'))
  return {
    rulesFile: setting(environment, 'MFA_GATE_RULES'),
    ...deadlines(setting(environment, 'MFA_GATE_TIMEOUT'), 'MFA_GATE_TIMEOUT'),
    pace: parsePace(setting(environment, 'MFA_GATE_PACE'), simulatedTenant !== undefined),
    simulatedTenant,
    simulatedKey: setting(environment, 'MFA_GATE_SIMULATED_KEY'),
    simulatedUpdates: setting(environment, 'MFA_GATE_SIMULATED_UPDATES') === 'allow',
    baselines: setting(environment, 'MFA_GATE_BASELINES'),
    snapshotFile: setting(environment, 'MFA_GATE_SNAPSHOT'),
    report: setting(environment, 'MFA_GATE_REPORT'),
    quiet: parseSwitch(setting(environment, 'MFA_GATE_QUIET'), 'MFA_GATE_QUIET'),
    organization: setting(environment, 'MFA_GATE_ORGANIZATION'),
    cloud: cloudFrom(environment, stack),
    otherTenants: listed(setting(environment, 'MFA_GATE_OTHER_TENANTS')),
    expectedTenant: expectedTenantFrom(environment, stack),
  }
}

/** `30`, `30s`, `500ms` or `2m` in milliseconds; `name` is what the message calls it. @throws ConfigurationError */
function parseDeadline(text: string | undefined, name: string): number {
  if (text === undefined) return defaultDeadlineMs
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)\s?(ms|s|m)?$/.exec(text.trim()) ?? []
  const milliseconds = Number(digits) * { ms: 1, s: 1_000, m: 60_000 }[unit as 'ms' | 's' | 'm']
  if (!(milliseconds > 0 && milliseconds <= longestDeadlineMs)) {
    throw new ConfigurationError([
      `${name} is ${quoted(text)}; write a time above 0 and up to an hour, such as 30s, 500ms or 2m`,
    ])
  }
  return milliseconds
}

/** Both deadlines; a time that was asked for holds for all that is read. @throws ConfigurationError */
export function deadlines(
  text: string | undefined,
  name: string,
): Pick<Settings, 'deadlineMs' | 'walkDeadlineMs'> {
  const deadlineMs = parseDeadline(text, name)
  return { deadlineMs, walkDeadlineMs: text === undefined ? defaultWalkDeadlineMs : deadlineMs }
}

function listed(text: string | undefined): ReadonlySet<string> {
  const parts = (text ?? '').split(',').map((part) => part.trim().toLowerCase())
  return new Set(parts.filter((part) => part !== ''))
}

/** @throws ConfigurationError */
function parseSwitch(text: string | undefined, name: string): boolean {
  if (text === undefined || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw new ConfigurationError([`${name} is ${quoted(text)}; write 1, or unset it`])
}

/** The embedded tenant hands out tokens to anyone, so it is believed on this machine only. */
function parseSimulatedTenant(text: string | undefined): string | undefined {
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
