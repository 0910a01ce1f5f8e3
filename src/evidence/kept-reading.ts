import type { Snapshot, Reading } from '../posture/snapshot.ts'
import type { SourceReading, TenantReading } from '../posture/tenant-reading.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import type { KeptReading } from '../schemas/evidence/context.ts'
import type { Source } from '../posture/source.ts'
import { sources } from '../schemas/source.ts'

/** A reading taken apart: the snapshots, each once, and which of them answered what. */
export interface TakenApart {
  readonly kept: KeptReading | null
  readonly snapshots: readonly Snapshot[]
  readonly savedIn: string | null
}

export function takeApart(reading: TenantReading | undefined): TakenApart {
  if (reading === undefined) return { kept: null, snapshots: [], savedIn: null }
  const several = reading.kind === 'sources'
  const parts = several ? reading.readings : [{ source: undefined, answers: [], reading }]
  const snapshots = [...new Set(parts.flatMap((part) => snapshotOf(part.reading) ?? []))]
  const kept = {
    several,
    parts: parts.map((part) => ({
      source: part.source ?? null,
      answers: part.answers.map(({ measure, segment }) => ({ measure, segment })),
      snapshot: part.reading.kind === 'snapshot' ? snapshots.indexOf(part.reading.snapshot) : null,
      unread: part.reading.kind === 'undetermined' ? part.reading.reason.code : null,
    })),
  }
  const savedIn = parts.flatMap((part) =>
    part.reading.kind === 'snapshot' ? (part.reading.savedIn ?? []) : [],
  )
  return { kept, snapshots, savedIn: savedIn[0] ?? null }
}

/** The reading as it was, and why parts of it could not be read: their code by the reason that stands in for it. */
export interface PutTogether {
  readonly reading: TenantReading | undefined
  readonly unread: ReadonlyMap<Undetermined, string>
}

/** Undefined when the parts name snapshots that are not there. */
export function putTogether({ kept, snapshots, savedIn }: TakenApart): PutTogether | undefined {
  if (kept === null) return { reading: undefined, unread: new Map() }
  const unread = new Map<Undetermined, string>()
  const readings: SourceReading[] = []
  for (const part of kept.parts) {
    const reading = readingOf(part, snapshots, savedIn)
    if (reading === undefined) return undefined
    if (reading.kind === 'undetermined') unread.set(reading.reason, part.unread ?? '')
    readings.push({ source: sourceOf(part.source), answers: part.answers, reading })
  }
  if (kept.several) return { reading: { kind: 'sources', readings }, unread }
  const [only] = readings
  return only === undefined ? undefined : { reading: only.reading, unread }
}

function readingOf(
  { snapshot: index, unread }: KeptReading['parts'][number],
  snapshots: readonly Snapshot[],
  savedIn: string | null,
): Reading | undefined {
  if (index === null) {
    // What the reason's sentences are made of is not kept: the assessment has them, and its code is compared.
    return unread === null
      ? undefined
      : { kind: 'undetermined', reason: { code: 'settings-invalid', problems: [] } }
  }
  const snapshot = snapshots[index]
  if (snapshot === undefined || unread !== null) return undefined
  return { kind: 'snapshot', snapshot, ...(savedIn === null ? {} : { savedIn }) }
}

function snapshotOf(reading: Reading): Snapshot | undefined {
  return reading.kind === 'snapshot' ? reading.snapshot : undefined
}

function sourceOf(name: string | null): Source | undefined {
  return sources.find((source) => source === name)
}
