import type { Count } from '../../src/posture/count.ts'
import type { Measure } from '../../src/posture/measure.ts'
import { type Minimum, parseMinimum } from '../../src/posture/minimum.ts'
import type { Snapshot } from '../../src/posture/snapshot.ts'
import { ruleFrom } from '../../src/rules/from-document.ts'
import type { Rule } from '../../src/rules/rule.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'

export function minimumOf(given: string | number): Minimum {
  const parsed = parseMinimum(given)
  if ('refused' in parsed) throw new TypeError(`${String(given)} is no minimum: ${parsed.refused}`)
  return parsed.minimum
}

export function ruleOf(entry: Partial<RuleEntry> = {}): Rule {
  return ruleFrom({ id: 'mfa-registered', measure: 'mfaRegistered', minimum: '95%', ...entry })
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
