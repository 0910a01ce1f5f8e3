import { resolve } from 'node:path'
import { ConfigurationError } from '../config/problem.ts'
import { readText } from '../config/read-text.ts'
import { shortestPath } from '../config/shortest-path.ts'
import { DoubtfulJson, parseJson } from '../io/parse-json.ts'
import type { SavedReading } from '../model/saved-reading.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { SavedSnapshot } from '../schemas/saved-snapshot.ts'
import isSavedSnapshot from '../schemas/compiled/is-saved-snapshot.cjs'
import { originProblem } from './origin-problem.ts'
import { isUnchanged } from './saved-snapshot.ts'

const todo = 'save a new one with `mfa-gate snapshot`'

/** A snapshot file as it was read. */
interface SnapshotText {
  readonly text: string
  /** For people. */
  readonly label: string
}

/** @throws ConfigurationError when the file cannot be read */
export function readSnapshot(path: string, directory: string): SnapshotText {
  const file = resolve(directory, path)
  const text = readText(file, 'the snapshot', 'correct MFA_GATE_SNAPSHOT or --snapshot')
  return { text, label: shortestPath(file, directory) }
}

/**
 * The numbers of a snapshot file. How old they may be the rules say.
 * @throws ConfigurationError when it is none, or is not as it was written
 */
export function parseSnapshot(text: string, label: string): SavedReading {
  const saved = parse(text, label)
  const { tenantId, exclusionsSha256 } = saved
  const snapshots = saved.snapshots.map((snapshot) => ({ tenantId, ...counted(snapshot) }))
  return { file: label, tenantId, exclusionsSha256, snapshots }
}

function parse(text: string, label: string): SavedSnapshot {
  const value = jsonOf(text, label)
  const version = typeof value === 'object' && value && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version !== 1 && version !== 2) {
    throw new ConfigurationError([
      `the snapshot ${label} is of version ${version}, and this gate reads the versions 1 and 2; ${todo}`,
    ])
  }
  if (!isSavedSnapshot(value)) {
    throw new ConfigurationError([`${label} is not a snapshot of entra-mfa-gate; ${todo}`])
  }
  if (!isUnchanged(text, value)) {
    throw new ConfigurationError([`the snapshot ${label} has been changed since it was saved; ${todo}`])
  }
  const problem = originProblem(value)
  if (problem !== undefined) {
    throw new ConfigurationError([
      `the snapshot ${label} was not read from Microsoft Graph: ${problem}; ${todo}`,
    ])
  }
  return value
}

function jsonOf(text: string, label: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    const what = error instanceof DoubtfulJson ? error.what : 'is not JSON, or was cut'
    throw new ConfigurationError([`the snapshot ${label} ${what}; ${todo}`])
  }
}

/** The schema has seen that every number is a count: an integer from 0 to 2^53 - 1. */
function counted(snapshot: SavedSnapshot['snapshots'][number]): Omit<Snapshot, 'tenantId'> {
  const { requestId, ...where } = snapshot.provenance
  const checked = { ...snapshot, provenance: { ...where, requestId } }
  return checked as unknown as Omit<Snapshot, 'tenantId'>
}
