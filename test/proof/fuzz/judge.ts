import { configuredBy, type PolicyOverride } from '../../../policy-pack/override.ts'
import type { LoadedRules } from '../../../src/config/rules-file.ts'
import { parseRules } from '../../../src/config/rules-text.ts'
import { assess } from '../../../src/gate/assess.ts'
import { prepare } from '../../../src/gate/prepare.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import type { Stack } from '../../../src/rules/stack.ts'
import { waiverFrom, waiversFrom } from '../../../src/rules/waiver.ts'
import { noStore } from '../../../src/snapshots/baseline-store.ts'
import { snapshotOf } from '../../support/make.ts'

export const now = new Date('2026-11-22T12:00:00Z')
const stack: Stack = { organization: 'acme', project: 'shop', stack: 'prod', tags: undefined }

/** 33 of 100. */
export const poor: Snapshot = {
  ...snapshotOf(100, { mfaRegistered: 33 }),
  provenance: { ...snapshotOf(100, {}).provenance, receivedAt: now.toISOString() },
}

export function rulesIn(text: string): LoadedRules {
  const { value: document, locate } = parseRules(text, 'mfa-rules.yaml')
  const inline = (document.waivers ?? []).map((entry, index) =>
    waiverFrom(entry, locate(['waivers', String(index)])),
  )
  return {
    document,
    locate,
    origin: 'mfa-rules.yaml',
    waivers: waiversFrom(inline, document.waiverLimits),
    exclusions: undefined,
  }
}

export const enoughRule = rulesIn('rules: [{id: enough, measure: mfaRegistered, minimum: 95%}]')
export const capableRule = rulesIn('rules: [{id: enough, measure: mfaCapable, minimum: 95%}]')

/** Whether the gate lets a deployment go on by these rules and numbers. */
export async function goesOn(
  loaded: LoadedRules,
  snapshots: readonly Snapshot[],
  overrides: ReadonlyMap<string, PolicyOverride> = new Map(),
): Promise<boolean> {
  const configured = configuredBy(overrides, loaded.document)
  const gate = prepare({ loaded, now, stack, baselines: noStore, configured })
  const { outcome } = await assess(gate, () =>
    Promise.resolve(
      snapshots.map((snapshot) => ({
        source: undefined,
        answers: [],
        reading: { kind: 'snapshot' as const, snapshot },
      })),
    ),
  )
  return outcome !== 'refused' && outcome !== 'undetermined'
}
