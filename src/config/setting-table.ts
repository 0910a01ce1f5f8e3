import { parseCloud } from './cloud.ts'
import { parseDeadlines } from './deadlines.ts'
import { parseExpectedTenant } from './expected-tenant.ts'
import { parseAppPace, parsePace } from './pace.ts'
import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'
import { parseReportList } from './report-list.ts'
import { parseReuse } from './reuse.ts'
import { row } from './setting-row.ts'
import { parseSimulatedTenant } from './simulated-tenant.ts'

/**
 * Every variable of the gate, the ones that it sets for itself included: the one list from which the environment is read,
 * that `--help` prints and that docs/settings.md shows. A name that is not here is refused.
 */
export const settingTable = {
  MFA_GATE_RULES: row({
    member: 'rulesFile',
    isPath: true,
    means: 'path of the rules document',
    default: '`mfa-rules.yaml` in the folder where the command runs, else the built-in rules',
    parse: asItIs,
  }),
  MFA_GATE_TENANT: row({
    member: 'expectedTenant',
    means: 'id of the tenant that must be judged; a token for another one is refused',
    default: 'stack configuration, else `ARM_TENANT_ID`, `AZURE_TENANT_ID`',
    parse: parseExpectedTenant,
  }),
  MFA_GATE_OTHER_TENANTS: row({
    member: 'otherTenants',
    means: 'tenants that providers may deploy to besides the judged one, separated by commas',
    default: 'none',
    parse: asList,
  }),
  MFA_GATE_CLOUD: row({
    member: 'cloud',
    means: '`public`, `usgovernment`, `dod`, `china`',
    default: '`ARM_ENVIRONMENT`, `AZURE_ENVIRONMENT`, else `public`',
    parse: parseCloud,
  }),
  MFA_GATE_SNAPSHOT: row({
    member: 'snapshotFile',
    isPath: true,
    means:
      'a file that `mfa-gate snapshot` saved, judged in place of the tenant; or a `postgres://` URL or a container of Azure Blob Storage, through which many runs share one reading',
    default: 'the tenant is read',
    parse: asItIs,
  }),
  MFA_GATE_SNAPSHOT_MAX_AGE: row({
    member: 'snapshotMaxAgeMs',
    means: 'how old numbers may be that several runs share through `MFA_GATE_SNAPSHOT`, such as `5m`',
    default: '`10m`',
    parse: parseReuse,
  }),
  MFA_GATE_SNAPSHOT_KEY: row({
    member: 'snapshotKey',
    isPath: true,
    means: 'file with the public key, PEM or JWK Set, that must have signed a snapshot',
    default: 'snapshots need no signature',
    parse: asItIs,
  }),
  MFA_GATE_REUSE: row({
    member: 'reuseMs',
    means:
      'how old numbers may be that the policy pack reuses from an earlier start by the same user, such as `5m`; `0`: it reuses none',
    default: '`10m`',
    parse: parseReuse,
  }),
  MFA_GATE_REPORT: row({
    means: 'reports that the policy pack writes: `json:mfa.json,markdown:mfa.md`',
    default: 'none',
    parse: parseReportList,
  }),
  MFA_GATE_QUIET: row({
    member: 'quiet',
    means: "`1`: the policy pack's line under Diagnostics is left out, unless a rule was not asked",
    default: 'the line is printed',
    parse: asSwitch,
  }),
  MFA_GATE_HISTORY: row({
    means: 'SQLite file or `postgres://` URL in which answers are kept',
    default: 'nowhere',
    parse: asItIs,
  }),
  MFA_GATE_TENANTS: row({
    isPath: true,
    means: 'path of the tenants document of an audit',
    default: 'the one tenant that the environment names',
    parse: asItIs,
  }),
  MFA_GATE_SIGNING_KEY: row({
    isPath: true,
    means: 'file with the private key that signs evidence and snapshots',
    default: 'not signed',
    parse: asItIs,
  }),
  MFA_GATE_BASELINES: row({
    member: 'baselines',
    isPath: true,
    means: 'directory where ratios are kept for `noDropMoreThan`',
    default: 'nowhere',
    parse: asItIs,
  }),
  MFA_GATE_ORGANIZATION: row({
    member: 'organization',
    means: 'organization of the stack, where Pulumi does not give it',
    default: 'unknown',
    parse: asItIs,
  }),
  MFA_GATE_TIMEOUT: row({
    member: 'time',
    means: 'time for sign-in, requests and retries together: `30s`, `500ms`, `2m`',
    default: '`30s`, and `10m` where users are read page by page',
    parse: parseDeadlines,
  }),
  MFA_GATE_PACE: row({
    member: 'pace',
    means: 'how many requests in how much time, such as `5/10s`, where users are read page by page',
    default: "Microsoft's quota, `5/10s`",
    parse: parsePace,
  }),
  MFA_GATE_APP_PACE: row({
    member: 'appPace',
    means:
      'how many requests in how much time one app may make over all tenants of an audit, such as `122/10s`',
    default: "Microsoft's quota, `122/10s`",
    parse: parseAppPace,
  }),
  MFA_GATE_SIMULATED_TENANT: row({
    member: 'simulatedTenant',
    means: 'set by `mfa-gate simulate`: an https address on loopback, nothing else',
    default: 'unset',
    parse: parseSimulatedTenant,
  }),
  MFA_GATE_SIMULATED_KEY: row({
    member: 'simulatedKey',
    means:
      'set by `mfa-gate simulate`: the key by which a run recognizes the stand-in that it was started with',
    default: 'unset',
    parse: asItIs,
  }),
  MFA_GATE_SIMULATED_UPDATES: row({
    member: 'simulatedUpdates',
    means: '`allow`: set by `mfa-gate simulate --allow-update`',
    default: 'updates with a stand-in are refused',
    parse: (text) => text === 'allow',
  }),
} as const

export type SettingTable = typeof settingTable
export type SettingName = keyof SettingTable

export const settingNames = Object.keys(settingTable) as readonly SettingName[]

function asItIs(text: string | undefined): string | undefined {
  return text
}

/** In lower case, as ids and domains are compared. */
function asList(text: string | undefined): ReadonlySet<string> {
  const parts = (text ?? '').split(',').map((part) => part.trim().toLowerCase())
  return new Set(parts.filter((part) => part !== ''))
}

/** @throws ConfigurationError */
function asSwitch(text: string | undefined, { name }: { readonly name: string }): boolean {
  if (text === undefined || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw new ConfigurationError([`${name} is ${quoted(text)}; write 1, or unset it`])
}
