import { assess } from '../../src/gate/assess.ts'
import { prepare } from '../../src/gate/prepare.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import type { ReportInput } from '../../src/report/report-input.ts'
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
