import { faultPlaces, loadScenario, type Scenario, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { sharedFaults } from '../../../src/simulator/tenant/faults/shared-faults.ts'

/** What befalls lists of groups and roles has a table of its own: test/graph. */
export type Place = Exclude<keyof typeof faultPlaces, 'directory'>

/** A fault as users name it: `report:hang`. */
export type FaultName = `${Place}:${string}`

/** A tenant below the minimum, so that a pass is always a false one, and how it is asked there. */
interface Setting {
  readonly scenario: Readonly<Record<string, unknown>>
  readonly rules: string
  readonly environment: (tenant: Tenant) => Readonly<Record<string, string>>
}

const rule = '[{id: enough, measure: mfaRegistered, minimum: 95%}]'

const secret = ({ environment }: Tenant): Readonly<Record<string, string>> => environment

const counted: Setting = {
  scenario: {
    population: 23_123,
    counts: { registered: 4_000, enabled: 4_234, capable: 323, mfaRegistered: 33 },
  },
  rules: `rules: ${rule}\n`,
  environment: secret,
}

const settings: Readonly<Record<Place, Setting>> = {
  login: counted,
  report: counted,
  connection: counted,
  proxy: counted,
  issuer: {
    ...counted,
    environment: ({ environment: { AZURE_CLIENT_SECRET: _, ...environment }, waysIn }) => ({
      ...environment,
      ...waysIn.gitHubActions,
    }),
  },
  signIns: {
    scenario: { ...counted.scenario, permissions: ['AuditLog.Read.All', 'Reports.Read.All'] },
    rules: `enforcement: show\nrules: ${rule}\n`,
    environment: secret,
  },
  details: {
    scenario: {
      population: 2_500,
      counts: { mfaRegistered: 1_000 },
      permissions: ['AuditLog.Read.All', 'Reports.Read.All'],
    },
    // Both reports are read, so that the one can be held against the other.
    rules: `rules: ${rule.replace('minimum', 'segment: members, minimum')}\n`,
    // At a pace, as against Microsoft, for which the count report is asked too; those who walk without one do not ask.
    environment: ({ environment }) => ({ ...environment, MFA_GATE_PACE: '100/1s' }),
  },
  summary: {
    scenario: {
      population: 2_500,
      counts: { mfaRegistered: 1_000 },
      delegatedPermissions: ['AuditLog.Read.All', 'Reports.Read.All'],
    },
    rules: `source: featureSummary\nrules: ${rule.replace('mfaRegistered', 'mfaCapable')}\n`,
    environment: secret,
  },
}

export const places = Object.keys(settings) as readonly Place[]

export function rulesAt(place: Place): string {
  return settings[place].rules
}

export function environmentAt(name: FaultName, tenant: Tenant): Readonly<Record<string, string>> {
  return settings[placeOf(name)].environment(tenant)
}

export function scenarioWith(name: FaultName): Scenario {
  const [on, kind] = name.split(':')
  return loadScenario(JSON.stringify({ ...settings[placeOf(name)].scenario, faults: [{ on, kind }] }))
}

export function placeOf(name: FaultName): Place {
  return name.split(':')[0] as Place
}

const shared: ReadonlySet<string> = new Set(Object.keys(sharedFaults))

/** One of each sort, at the places where the others would say nothing new. */
const oneOfEach: ReadonlySet<string> = new Set([
  ...[
    'throttle-429',
    'server-500',
    'hang',
    'hang-body',
    'cut-body',
    'reset',
    'html-200',
    'empty-200',
    'not-json',
  ],
  ...[
    'redirect-302',
    'gone-404',
    'proxy-403-html',
    'gzip-bomb',
    'endless-403',
    'unknown-encoding',
    'status-401',
  ],
  ...[
    'retry-after-an-hour',
    'deep-array',
    'type-html',
    'brotli-bomb',
    'drip-body',
    'chunk-cut',
    'length-too-long',
  ],
])

/**
 * What is proven: everything at the login and at the count report, and what the other places have of their own; what can
 * befall any place is read by the same code everywhere.
 */
export const proven: readonly FaultName[] = places.flatMap((place) =>
  faultPlaces[place]
    .filter(
      (kind) =>
        ['login', 'report'].includes(place) ||
        !shared.has(kind) ||
        (oneOfEach.has(kind) && place !== 'signIns'),
    )
    .map((kind): FaultName => `${place}:${kind}`),
)
