import { assess } from '../../src/gate/assess.ts'
import { prepare } from '../../src/gate/prepare.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import type { Count } from '../../src/model/count.ts'
import type { MethodCell, MethodProfile } from '../../src/model/methods/method-cell.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import type { ReportInput } from '../../src/report/report-of.ts'
import { type Stack, unknownStack } from '../../src/rules/stack.ts'
import { waiverFrom } from '../../src/rules/waiver.ts'
import { noStore } from '../../src/snapshots/baseline-store.ts'
import { now, readingsOf, snapshotOf } from '../support/make.ts'

/** One rule of every kind of answer, and a waiver. */
export const sampleRules = `rules:
  - id: mfa-registered
    measure: mfaRegistered
    minimum: 95%
  - id: advisory
    measure: mfaRegistered
    minimum: 60%
    enforcement: advisory
    severity: low
    description: "*Most* users | are \`registered\` <b>soon</b>."
  - id: waived
    measure: mfaRegistered
    minimum: 80%
    severity: critical
  - id: met
    measure: ssprEnabled
    minimum: 50%
  - id: missing
    measure: ssprRegistered
    minimum: 50%
  - id: asked-of-nobody
    measure: mfaRegistered
    minimum: 10%
    enforcement: disabled
waivers:
  - rule: waived
    stack: "*/*/*"
    reason: "Campaign until spring; see [plan](http://localhost/)."
    owner: "@platform"
    ticket: "SEC-12"
    created: 2026-11-01
    expires: 2026-12-31
`

export const sampleReading: Reading = {
  kind: 'snapshot',
  snapshot: snapshotOf(1_000, { mfaRegistered: 500, ssprEnabled: 900 }),
}

/** By methods: with some that nobody knows, one that the document knows, accounts in no row, and sign-ins. */
export const methodRules = `completeness: usersCount
enforcement: show
methods: {newValue: phone}
rules:
  - {id: beyond-phone, measure: notPhoneOnly, minimum: 50%}
  - {id: resistant, measure: phishingResistant, minimum: 30.5%}
  - {id: device-bound, measure: phishingResistantDeviceBound, minimum: 40%, enforcement: advisory}
  - {id: strong, measure: strongMethod, minimum: 90%}
`

const cell = (users: number, more: MethodProfile): MethodCell => ({ ...more, users: users as Count })

export const methodReading: Reading = {
  kind: 'snapshot',
  snapshot: {
    ...snapshotOf(1_000, {}),
    methods: [
      cell(250, { strongest: 'deviceBound', registered: true }),
      cell(20, { strongest: 'deviceBound', registered: false }),
      cell(30, { strongest: 'synced', registered: true }),
      cell(300, { strongest: 'otherMfa', registered: true }),
      cell(10, { strongest: 'otherMfa', registered: true, unclassified: ['x509Certificate'] }),
      cell(330, { strongest: 'phone', registered: true }),
      cell(5, { strongest: 'none', registered: true, unclassified: ['newValue'] }),
      cell(3, { strongest: 'none', registered: false, unreadable: true }),
      cell(52, { strongest: 'none', registered: false }),
    ],
    accounts: { enabled: 1_010 as Count, rows: 1_000 as Count },
    signIns: { day: '2026-11-21', total: 2_000 as Count, multiFactor: 1_225 as Count },
    provenance: {
      ...snapshotOf(1_000, {}).provenance,
      source: 'registrationDetails',
      endpoint: 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
    },
  },
}

export async function inputOf(
  rules = sampleRules,
  reading: Reading | TenantReading = sampleReading,
  stack: Stack = { ...unknownStack, organization: 'acme', project: 'shop', stack: 'prod' },
): Promise<ReportInput> {
  const { value: document, locate } = parseRules(rules, 'mfa-rules.yaml')
  const list = (document.waivers ?? []).map((entry, index) =>
    waiverFrom(entry, locate(['waivers', String(index)])),
  )
  const origin = 'mfa-rules.yaml'
  const loaded = { document, locate, origin, waivers: { list, warnDays: 14 }, exclusions: undefined }
  const gate = prepare({ loaded, now, stack, baselines: noStore })
  const assessment = await assess(gate, async () => readingsOf(reading))
  return { assessment, version: '1.2.3' }
}
