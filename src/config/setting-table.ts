/** One variable of the gate. */
interface SettingRow {
  readonly means: string
  readonly default: string
}

/**
 * Every variable of the gate, the ones that it sets for itself included: the one list that the names it knows come from
 * and that the README shows. A name that is not here is refused.
 */
export const settingTable = {
  MFA_GATE_RULES: { means: 'path of the rules document', default: 'the built-in rules' },
  MFA_GATE_TENANT: {
    means: 'id of the tenant that must be judged; a token for another one is refused',
    default: 'stack configuration, else `ARM_TENANT_ID`, `AZURE_TENANT_ID`',
  },
  MFA_GATE_OTHER_TENANTS: {
    means: 'tenants that providers may deploy to although they are not judged, with commas',
    default: 'none',
  },
  MFA_GATE_CLOUD: {
    means: '`public`, `usgovernment`, `dod`, `china`',
    default: '`ARM_ENVIRONMENT`, `AZURE_ENVIRONMENT`, else `public`',
  },
  MFA_GATE_SNAPSHOT: {
    means: 'a file that `mfa-gate snapshot` saved, judged in place of the tenant',
    default: 'the tenant is read',
  },
  MFA_GATE_REPORT: {
    means: 'reports that the policy pack writes: `json:mfa.json,markdown:mfa.md`',
    default: 'none',
  },
  MFA_GATE_QUIET: {
    means: "`1`: the policy pack's line under Diagnostics is left out, unless a rule was not asked",
    default: 'the line is printed',
  },
  MFA_GATE_HISTORY: {
    means: 'SQLite file or `postgres://` URL in which answers are kept',
    default: 'nowhere',
  },
  MFA_GATE_TENANTS: { means: 'the tenants of an audit', default: 'the one tenant of the environment' },
  MFA_GATE_SIGNING_KEY: { means: 'file with the private key that signs evidence', default: 'not signed' },
  MFA_GATE_BASELINES: {
    means: 'directory where ratios are kept for `noDropMoreThan`',
    default: 'nowhere',
  },
  MFA_GATE_ORGANIZATION: {
    means: 'organization of the stack where Pulumi does not tell it',
    default: 'unknown',
  },
  MFA_GATE_TIMEOUT: {
    means: 'time for sign-in, requests and retries together: `30s`, `500ms`, `2m`',
    default: '`30s`',
  },
  MFA_GATE_PACE: {
    means: 'requests in a time, such as `5/10s`, when users are listed page by page',
    default: "Microsoft's quota, `5/10s`",
  },
  MFA_GATE_SIMULATED_TENANT: {
    means: 'set by `mfa-gate simulate`; only ever an https address on loopback',
    default: 'unset',
  },
  MFA_GATE_SIMULATED_KEY: {
    means: 'set by `mfa-gate simulate`, by which a run knows the stand-in it was started beside',
    default: 'unset',
  },
  MFA_GATE_SIMULATED_UPDATES: {
    means: '`allow`: set by `mfa-gate simulate --allow-update`',
    default: 'updates beside a stand-in are refused',
  },
} as const satisfies Readonly<Record<`MFA_GATE_${string}`, SettingRow>>

export type SettingName = keyof typeof settingTable

export const settingNames = Object.keys(settingTable) as readonly SettingName[]
