import type { Count } from '../../../src/model/count.ts'
import type { MethodCell } from '../../../src/model/methods/method-cell.ts'
import type { Segment } from '../../../src/model/segment.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import type { Tally } from '../../../src/model/tally.ts'
import { type Assessed, type DrawnTrend, type Report, reportOfCheck } from '../../../src/report/report.ts'
import { drawnTrend } from '../../../src/report/html/tenants/drawn-trend.ts'
import { methodsRead } from '../../../src/report/methods-read.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import type { TrendPoint } from '../../../src/rules/trend-point.ts'
import type { AssessmentReport } from '../../../src/schemas/assessment-report.ts'
import { strengths } from '../../../src/schemas/method-class.ts'
import { now, snapshotOf } from '../../support/make.ts'
import { rendered } from '../rendered.ts'
import { inputOf } from '../sample.ts'

/** The sample as `--format html` writes it: without a history. */
export async function checkPage(): Promise<string> {
  return rendered('html', await inputOf())
}

const tenantId = '0b1c2d3e-0000-4000-8000-000000000001'

export const auditRules = `rules:
  - id: everybody-registered
    measure: mfaRegistered
    minimum:
      - { from: 2025-06-01, minimum: 80% }
      - { from: 2026-03-01, minimum: 90% }
      - { from: 2026-09-01, minimum: 95% }
      - { from: 2027-01-01, minimum: 98% }
    description: All enabled users can use MFA.
  - id: admins-capable
    measure: mfaCapable
    segment: admins
    minimum: 100%
    severity: critical
    description: Whoever holds a role of Microsoft Entra can use MFA.
  - id: members-capable
    measure: mfaCapable
    segment: members
    minimum: 92%
    enforcement: advisory
    severity: medium
    description: Members of the organisation can use MFA with a method the tenant allows.
  - id: guests-registered
    measure: mfaRegistered
    segment: guests
    minimum: 60%
    severity: low
    description: Guests have registered here, or are on the way.
  - id: admins-passwordless
    measure: passwordlessCapable
    segment: admins
    minimum: 50%
    description: Admins can sign in without a password.
  - id: members-beyond-phone
    measure: notPhoneOnly
    segment: members
    minimum: 70%
    enforcement: advisory
    description: Members have something better than SMS and voice.
waivers:
  - rule: guests-registered
    stack: "*/*/*"
    reason: Guests of the merger are invited until the end of the year; the campaign is planned.
    owner: "@identity-team"
    ticket: SEC-1204
    created: 2026-10-01
    expires: 2026-12-01
  - rule: admins-passwordless
    stack: "acme/*/*"
    reason: Security keys were back-ordered.
    owner: "@platform"
    ticket: SEC-1188
    created: 2026-06-01
    expires: 2026-11-01
`

const numbers = {
  all: {
    ...{ population: 12_480, counts: { mfaRegistered: 11_739, mfaCapable: 11_502 } },
    methods: cellsOf(1_900, 610, 6_330, 2_899, 741),
  },
  members: {
    ...{ population: 11_020, counts: { mfaRegistered: 10_790, mfaCapable: 10_611 } },
    methods: cellsOf(1_850, 600, 5_900, 2_440, 230),
  },
  guests: {
    ...{ population: 1_460, counts: { mfaRegistered: 801, mfaCapable: 790 } },
    methods: cellsOf(50, 10, 430, 459, 511),
  },
  admins: {
    ...{ population: 64, counts: { mfaRegistered: 64, mfaCapable: 64, passwordlessCapable: 41 } },
    methods: cellsOf(40, 2, 22, 0, 0),
  },
}

/** The last of those with a code or push have a certificate that nobody has classified, too. */
function cellsOf(...users: readonly [number, number, number, number, number]): readonly MethodCell[] {
  const bare = Math.floor(users[2] / 40)
  const cells = strengths.map((strongest, index) => ({
    ...{ strongest, registered: strongest !== 'none' },
    users: ((users[index] ?? 0) - (strongest === 'otherMfa' ? bare : 0)) as Count,
  }))
  const open = { strongest: 'otherMfa' as const, registered: true, unclassified: ['x509Certificate'] }
  return [...cells, { ...open, users: bare as Count }].filter((cell) => cell.users > 0)
}

function grown(segment: keyof typeof numbers, more: number) {
  const { population, counts, methods } = numbers[segment]
  const within = (count: number): number => Math.max(0, Math.min(population, count + more))
  return {
    population,
    methods,
    counts: Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, within(count)])),
  }
}

const excluded = [
  { kind: 'breakGlass', reason: 'Emergency access, kept in the safe and watched by alerts', users: 2 },
  { kind: 'pattern', reason: 'Meeting rooms sign in on devices only', users: 116 },
] as const

const ledger = {
  requests: 14,
  pages: 13,
  rows: 12_600,
  distinct: 12_598,
  duplicates: 2,
  unusable: 0,
  restarts: 0,
}

const schedule = [
  { from: '2025-06-01', minimumPercent: 80 },
  { from: '2026-03-01', minimumPercent: 90 },
  { from: '2026-09-01', minimumPercent: 95 },
  { from: '2027-01-01', minimumPercent: 98 },
]

interface Wanted {
  readonly id?: string
  readonly more?: number
  readonly guests?: number
  readonly name?: string
}

/** The same of a tenant that people call so. */
export function called(report: Assessed, name: string): Assessed {
  return { ...report, tenant: { ...report.tenant, name } }
}

/** An assessment with a ramp, waivers and exclusions, as the audit writes it; `more` users are registered. */
export async function auditReport({
  id = tenantId,
  more = 0,
  guests = 0,
  name,
}: Wanted = {}): Promise<Assessed> {
  const { provenance } = snapshotOf(1, {})
  const segments = {
    all: grown('all', more),
    members: grown('members', more),
    guests: grown('guests', guests),
    admins: numbers.admins,
  } as Readonly<Partial<Record<Segment, Tally>>>
  const snapshot: Snapshot = {
    ...snapshotOf(12_480, {}),
    ...segments.all,
    tenantId: id,
    segments,
    provenance: {
      ...provenance,
      source: 'registrationDetails',
      endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
      chosen: 'segments',
    },
  }
  const report = reportOf(await inputOf(auditRules, { kind: 'snapshot', snapshot }))
  const verdicts = report.verdicts.map((verdict) => ({
    ...verdict,
    rule: { ...verdict.rule, ...(verdict.rule.id === 'everybody-registered' ? { schedule } : {}) },
    reading: verdict.reading && { ...verdict.reading, ledger, ...exclusionsFor(verdict) },
  }))
  const assessed = reportOfCheck({ ...report, verdicts })
  return name === undefined ? assessed : called(assessed, name)
}

function exclusionsFor({ rule, count = 0, population = 0 }: AssessmentReport['verdicts'][number]) {
  const left = excluded.slice(0, rule.segment === 'all' || rule.segment === 'members' ? 2 : 1)
  const users = left.reduce((sum, one) => sum + one.users, 0)
  return { exclusions: { population: population + users, counts: { [rule.measure]: count }, excluded: left } }
}

/** Two years of daily answers that end where the report does; deterministic, with bad days and days without answer. */
export function historyOf({ assessment: { verdicts } }: Assessed, days = 730): readonly TrendPoint[] {
  return verdicts.flatMap((verdict, which) =>
    Array.from({ length: days }, (_, at) => waivedSince(pointOf(verdict, days - 1 - at, which, days))),
  )
}

const day = 86_400_000

function pointOf(
  { rule, reading, count: today = 0, population = 0 }: AssessmentReport['verdicts'][number],
  daysAgo: number,
  which: number,
  days: number,
): TrendPoint {
  const judgedAt = new Date(now.getTime() - daysAgo * day).toISOString()
  const share = today / population - (daysAgo === 0 ? 0 : missingAt(daysAgo, which, days))
  const count = Math.floor(Math.min(1, Math.max(0, share)) * population + 1e-9)
  const step = schedule.findLast(({ from }) => from <= judgedAt.slice(0, 10)) ?? schedule[0]
  const minimumPercent =
    rule.id === 'everybody-registered' ? (step?.minimumPercent ?? 80) : rule.minimumPercent
  const messages = {
    ...{ judgedAt, tenantId, rule: rule.id, segment: rule.segment ?? 'all', measure: rule.measure },
    waived: false,
  }
  if (daysAgo % 97 === 40 || (daysAgo > 330 && daysAgo < 337))
    return { ...messages, verdict: 'undetermined', count: null, population: null, minimumPercent }
  const verdict = count * 100 >= minimumPercent * population ? 'pass' : 'violation'
  return {
    ...messages,
    verdict,
    count,
    population,
    minimumPercent,
    methods: methodsAt({ rule, reading }, daysAgo) ?? null,
  }
}

/** The waiver of the rules above began on that day. */
function waivedSince(point: TrendPoint): TrendPoint {
  const began = point.rule === 'guests-registered' && point.judgedAt >= '2026-10-01'
  return { ...point, waived: began && point.verdict === 'violation' }
}

/** Methods have been asked for in the last 400 days; from week to week some go from phones to keys. */
function methodsAt(
  verdict: Pick<AssessmentReport['verdicts'][number], 'rule' | 'reading'>,
  daysAgo: number,
): TrendPoint['methods'] {
  const found = methodsRead(verdict)
  if (found === undefined || daysAgo > 400) return null
  const { users, unclassified } = found
  const moved = Math.min(users.deviceBound, Math.floor((users.deviceBound * daysAgo) / 450))
  return { ...users, deviceBound: users.deviceBound - moved, phone: users.phone + moved, unclassified }
}

/** How much less than today was registered then. */
function missingAt(daysAgo: number, which: number, days: number): number {
  const trend = ((daysAgo / days) * (26 - which * 4)) / 100
  const wave = (Math.sin(daysAgo / 9 + which) * 0.6 + Math.sin(daysAgo / 2.3) * 0.25) / 100
  return trend - wave + (daysAgo > 200 && daysAgo < 212 ? 0.05 : 0)
}

const towns = [
  'Aarhus',
  'Bergen',
  'Córdoba',
  'Delft',
  'Évora',
  'Faro',
  'Graz',
  'Haarlem',
  'İzmir',
  'Jena',
  'Košice',
]
const trades = ['Retail', 'Energy', 'Care', 'Logistics', 'Bank', 'Foods', 'Labs', 'Media']

const at = now.toISOString()
export const audit = { open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '1.2.3' }

/** Tenants of every standing, some of which could not be read. */
export async function manyTenants(
  count: number,
  days = 730,
): Promise<{ readonly reports: readonly Report[]; readonly drawn: ReadonlyMap<string, DrawnTrend> }> {
  const reports = await Promise.all(Array.from({ length: count }, (_, index) => tenantAt(index)))
  const assessed = reports.flatMap((one) => (one.assessment === undefined ? [] : [one as Assessed]))
  return { reports, drawn: drawnOf(assessed, days) }
}

/** What the page over all shows of the histories of these. */
export function drawnOf(reports: readonly Assessed[], days: number): ReadonlyMap<string, DrawnTrend> {
  return new Map(
    reports.flatMap((one) => {
      const drawn = drawnTrend(one, historyOf(one, days))
      return drawn === undefined ? [] : [[one.tenant.key, drawn]]
    }),
  )
}

async function tenantAt(index: number): Promise<Report> {
  const name = `${towns[index % towns.length] ?? ''} ${trades[(index * 3) % trades.length] ?? ''} ${index + 1}`
  const id = `0b1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`
  const more = ((index * 97) % 1100) - 300
  const report = await auditReport({ id, more, guests: index % 4 === 0 ? 300 : 0 })
  const tenant = { key: id, id, name, tags: { stage: index % 3 === 0 ? 'production' : 'test' } }
  if (index % 13 !== 5) return { ...report, tenant }
  return { ...report, tenant, assessment: undefined, outcome: 'undetermined', reason: failure }
}

const failure = {
  code: 'sign-in-refused',
  what: 'signing in was refused: the client secret has expired',
  todo: 'renew the client secret of the app and store it where this tenant takes it from',
}
