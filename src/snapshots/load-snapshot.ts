import { resolve } from 'node:path'
import { ConfigurationError } from '../config/problem.ts'
import { readText } from '../config/read-text.ts'
import { shortestPath } from '../config/shortest-path.ts'
import { toCount } from '../posture/count.ts'
import type { Measure } from '../posture/measure.ts'
import type { Reading, Snapshot } from '../posture/snapshot.ts'
import type { SavedSnapshot } from '../schemas/saved-snapshot.ts'
import { isSavedSnapshot } from '../schemas/validate.ts'
import { isUnchanged } from './saved-snapshot.ts'

const todo = 'save a new one with `mfa-gate snapshot`'

/**
 * A reading from a snapshot file in place of the tenant. A file of another tenant than the expected one answers like a
 * token for another tenant. How old it may be the rules say.
 * @throws ConfigurationError when the file cannot be read, is none, or is not as it was written
 */
export function loadSnapshot(path: string, directory: string, expectedTenantId: string | undefined): Reading {
  const file = resolve(directory, path)
  const shown = shortestPath(file, directory)
  const text = readText(file, 'the snapshot', 'correct MFA_GATE_SNAPSHOT or --snapshot')
  const snapshot = snapshotFrom(parse(text, shown), shown)
  if (expectedTenantId !== undefined && expectedTenantId.toLowerCase() !== snapshot.tenantId.toLowerCase()) {
    const reason = { code: 'wrong-tenant', expected: expectedTenantId, actual: snapshot.tenantId } as const
    return { kind: 'undetermined', reason }
  }
  return { kind: 'snapshot', snapshot, savedIn: shown }
}

function parse(text: string, shown: string): SavedSnapshot {
  const value = jsonOf(text, shown)
  const version = typeof value === 'object' && value && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version !== 1) {
    throw new ConfigurationError([
      `the snapshot ${shown} is of version ${version}, and this gate reads version 1; ${todo}`,
    ])
  }
  if (!isSavedSnapshot(value)) {
    throw new ConfigurationError([`${shown} is not a snapshot of entra-mfa-gate; ${todo}`])
  }
  if (!isUnchanged(text, value)) {
    throw new ConfigurationError([`the snapshot ${shown} has been changed since it was saved; ${todo}`])
  }
  return value
}

function jsonOf(text: string, shown: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigurationError([`the snapshot ${shown} is not JSON, or was cut; ${todo}`])
  }
}

function snapshotFrom({ snapshot }: SavedSnapshot, shown: string): Snapshot {
  const { tenantId, population, counts, provenance } = snapshot
  const { requestId, ...where } = provenance
  const entries = Object.entries(counts) as [Measure, number][]
  return {
    tenantId,
    population: count(population, shown),
    counts: Object.fromEntries(entries.map(([measure, number]) => [measure, count(number, shown)])),
    provenance: { ...where, requestId },
  }
}

function count(value: number, shown: string) {
  const counted = toCount(value)
  if (counted === undefined) throw new ConfigurationError([`the snapshot ${shown} has a count that is none`])
  return counted
}
