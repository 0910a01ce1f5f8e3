import assert from 'node:assert/strict'
import type { ReportViolation, ResourceValidationArgs } from '@pulumi/policy'
import { apply } from '../../policy-pack/configuration.ts'
import type { Violation } from '../../policy-pack/violations.ts'
import { packOf } from '../../policy-pack/pack.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'

/** What one start of the pack has said. */
export interface Started {
  readonly violations: readonly (Violation & { readonly policy: string })[]
  /** Its lines on stderr. */
  readonly printed: readonly string[]
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** What the engine sends, by policy; a level as Pulumi numbers it: 0 advisory, 1 mandatory, 2 disabled. */
  readonly configured?: readonly { name: string; level: number; properties?: Record<string, unknown> }[]
  /** The moment of the start; else now. */
  readonly now?: () => Date
  /** What is registered, in that order; without it the root stack alone. */
  readonly resources?: readonly Pick<ResourceValidationArgs, 'type' | 'urn' | 'props'>[]
}

export const rootStack = {
  type: 'pulumi:pulumi:Stack',
  urn: 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev',
  props: {},
}

/** Starts the pack in this process and has every policy judge every resource, as @pulumi/policy does. */
export async function startPack(
  directory: string,
  { environment = {}, configured = [], resources = [rootStack], now }: StartOptions,
): Promise<Started> {
  const printed: string[] = []
  const violations: Started['violations'][number][] = []
  const pack = packOf(environment, directory, undefined, {
    say: (line) => printed.push(line),
    ...(now && { now }),
  })
  const sent = configured.map((one) => ({ properties: {}, ...one }))
  assert.deepEqual(apply(pack, sent), [])
  const notApplicable = (): never => {
    throw new NotApplicable()
  }
  for (const resource of resources) {
    for (const { name: policy, validateResource } of pack.policies) {
      assert.ok(typeof validateResource === 'function')
      const report = ((violation: Violation) =>
        violations.push({ ...violation, policy })) as unknown as ReportViolation
      try {
        await validateResource({ ...resource, notApplicable } as unknown as ResourceValidationArgs, report)
      } catch (error) {
        if (!(error instanceof NotApplicable)) throw error
      }
    }
  }
  return { violations, printed }
}

class NotApplicable extends Error {}

/** Of the snapshot below. */
export const { tenantId: snapshotTenant } = snapshotOf(1, {})

/** The text of a snapshot that was saved just now. */
export function freshSnapshot(population: number, registered: number): string {
  const snapshot = snapshotOf(population, { mfaRegistered: registered })
  const provenance = { ...snapshot.provenance, receivedAt: new Date().toISOString() }
  const snapshots = [{ ...snapshot, provenance }]
  return savedText({ snapshots, exclusionsSha256: undefined, version: '1.2.3' })
}
