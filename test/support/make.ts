import type { Count } from '../../src/model/count.ts'
import type { Measure } from '../../src/model/measure.ts'
import { type Minimum, parseMinimum } from '../../src/model/minimum.ts'
import type { Reading, Snapshot } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import type { Judging } from '../../src/gate/assess.ts'
import { ruleFrom } from '../../src/rules/from-document.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { noWaivers } from '../../src/rules/waiver.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { noStore } from '../../src/snapshots/baseline-store.ts'

export function minimumOf(given: string | number): Minimum {
  const parsed = parseMinimum(given)
  if ('refused' in parsed) throw new TypeError(`${String(given)} is no minimum: ${parsed.refused}`)
  return parsed.minimum
}

/** When the snapshots below are judged: seconds after they were received. */
export const now = new Date('2026-11-22T10:00:05.000Z')

export const context: Omit<Judging, 'rules'> = {
  rulesOrigin: 'mfa-rules.yaml',
  now,
  stack: unknownStack,
  waivers: noWaivers,
  baselines: noStore,
  exclusions: undefined,
}

export function ruleOf(entry: Partial<RuleEntry> = {}): Rule {
  const rule = { id: 'mfa-registered', measure: 'mfaRegistered', minimum: '95%', ...entry } as const
  return ruleFrom({ document: { rules: [rule] } }, 0, { now, stack: unknownStack })
}

export function snapshotOf(population: number, counts: Partial<Record<Measure, number>>): Snapshot {
  return {
    tenantId: '0b1c2d3e-0000-4000-8000-000000000001',
    population: population as Count,
    counts: counts as Snapshot['counts'],
    provenance: {
      source: 'registrationCounts',
      endpoint: 'https://graph.microsoft.com/beta/reports/getCredentialUserRegistrationCount',
      requestId: '0b1c2d3e-0000-4000-8000-000000000002',
      receivedAt: '2026-11-22T10:00:00.000Z',
      bodySha256: 'aa'.repeat(32),
      simulated: false,
    },
  }
}

/** What reading one source has come to, as what was read of the tenant; several are that already. */
export function readingsOf(given: Reading | TenantReading): TenantReading {
  return 'kind' in given ? [{ source: undefined, answers: [], reading: given }] : given
}
