import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { assess } from '../../src/gate/assess.ts'
import { type Gate, prepare } from '../../src/gate/prepare.ts'
import type { LoadedRules } from '../../src/config/rules-file.ts'
import { parseRules } from '../../src/config/rules-text.ts'
import { parseStack } from '../../src/config/stack-option.ts'
import type { Baseline, BaselineLookup } from '../../src/model/baseline.ts'
import type { Count } from '../../src/model/count.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { verdictLines } from '../../src/report/verdict-lines.ts'
import type { Stack } from '../../src/rules/stack.ts'
import { effectOf } from '../../src/rules/verdict.ts'
import { waiverFrom, waiversFrom } from '../../src/rules/waiver.ts'
import type { BaselineStore } from '../../src/snapshots/baseline-store.ts'
import { readingsOf, snapshotOf } from '../support/make.ts'

/** One row of a table; what the keys mean stands in tables/README.md. */
export interface Row {
  readonly title: string
  readonly have: number
  readonly of: number
  readonly at?: string
  readonly received?: string
  readonly stack?: string
  readonly tags?: Record<string, string> | 'unknown'
  readonly baseline?: readonly [number, number] | 'none' | 'no-store' | 'unreadable'
  readonly rule?: string
  readonly verdict: string
  readonly effect: string
  readonly says: string
  readonly also?: readonly string[]
}

interface Table {
  readonly document: string
  readonly rows: readonly Row[]
}

export interface Answer {
  readonly verdict: string
  readonly effect: string
  readonly lines: readonly string[]
}

const directory = join(import.meta.dirname, 'tables')

/** The tables by file name. */
export function tables(): ReadonlyMap<string, Table> {
  const names = readdirSync(directory).filter((name) => name.endsWith('.yaml'))
  return new Map(names.map((name) => [name, parse(readFileSync(join(directory, name), 'utf8')) as Table]))
}

/** A row's document and everything of the outside. */
export interface Setting {
  readonly loaded: LoadedRules
  readonly gate: Gate
  readonly snapshot: Snapshot
}

export function settingOf(document: string, row: Row): Setting {
  const { value, locate } = parseRules(document, 'document.yaml')
  const now = new Date(row.at ?? '2026-11-22T12:00:00Z')
  const stack = stackOf(row)
  const waivers = (value.waivers ?? []).map((entry, index) =>
    waiverFrom(entry, locate(['waivers', String(index)])),
  )
  const baselines: BaselineStore = {
    find: () => Promise.resolve(baselineOf(row)),
    record: () => Promise.resolve({ kind: 'recorded' }),
  }
  const loaded = {
    document: value,
    locate,
    origin: 'document.yaml',
    waivers: waiversFrom(waivers, value.waiverLimits),
    exclusions: undefined,
  }
  return { loaded, gate: prepare({ loaded, now, stack, baselines }), snapshot: snapshotAt(row, now) }
}

/** Judges a row the way `check` and the pack do. */
export async function answer(document: string, row: Row): Promise<Answer> {
  const { gate, snapshot } = settingOf(document, row)
  const rules = gate.rules.filter(({ id }) => id === (row.rule ?? gate.rules[0]?.id))
  const read = async () => readingsOf({ kind: 'snapshot', snapshot })
  const { verdicts } = await assess({ ...gate, rules }, read)
  const verdict = verdicts[0]!
  return { verdict: verdict.kind, effect: effectOf(verdict), lines: verdictLines(verdict) }
}

function snapshotAt({ have, of, received }: Row, now: Date): Snapshot {
  const snapshot = snapshotOf(of, { mfaRegistered: have })
  return { ...snapshot, provenance: { ...snapshot.provenance, receivedAt: received ?? now.toISOString() } }
}

function stackOf({ stack = 'acme/app/prod', tags = {} }: Row): Stack {
  const [organization, project, name] = stack.split('/').map((part) => (part === '?' ? undefined : part))
  const known = tags === 'unknown' ? undefined : new Map(Object.entries(tags))
  return {
    ...parseStack({ stack: undefined, tags: [], noTags: true }, organization),
    project,
    stack: name,
    tags: known,
  }
}

function baselineOf({ baseline = 'none' }: Row): BaselineLookup {
  if (baseline === 'unreadable')
    return { kind: 'unreadable', file: 'kept/mfa.json', problem: 'it is not JSON' }
  if (baseline === 'none' || baseline === 'no-store') return { kind: baseline }
  const [count, population] = baseline as readonly [Count, Count]
  const key: Omit<Baseline, 'count' | 'population'> = {
    tenantId: '0b1c2d3e-0000-4000-8000-000000000001',
    source: 'registrationCounts',
    measure: 'mfaRegistered',
    segment: 'all',
    receivedAt: '2026-11-01T10:00:00.000Z',
  }
  return { kind: 'found', baseline: { ...key, count, population } }
}
