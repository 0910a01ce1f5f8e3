import type { Reading, Snapshot } from '../model/snapshot.ts'
import { type SourceReading, snapshotsIn, type TenantReading } from '../model/tenant-reading.ts'
import type { Question } from '../model/question.ts'
import { segmentNamed } from '../model/segment.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { KeptReading } from '../schemas/evidence/context.ts'
import type { Source } from '../model/source.ts'
import { sources } from '../schemas/source.ts'

/** A reading taken apart: the snapshots, each once, and which of them answered what. */
export interface ReadingParts {
  readonly kept: KeptReading | null
  readonly snapshots: readonly Snapshot[]
  readonly savedIn: string | null
}

export function takeApart(readings: TenantReading): ReadingParts {
  if (readings.length === 0) return { kept: null, snapshots: [], savedIn: null }
  const snapshots = [...new Set(snapshotsIn(readings))]
  const kept = {
    several: readings.length > 1,
    parts: readings.map((part) => ({
      source: part.source ?? null,
      answers: part.answers.map(({ measure, segment }) => ({ measure, segment })),
      snapshot: part.reading.kind === 'snapshot' ? snapshots.indexOf(part.reading.snapshot) : null,
      ...unreadOf(part.reading),
    })),
  }
  const savedIn = readings.flatMap((part) =>
    part.reading.kind === 'snapshot' ? (part.reading.savedIn ?? []) : [],
  )
  return { kept, snapshots, savedIn: savedIn[0] ?? null }
}

function unreadOf(reading: Reading): Pick<KeptReading['parts'][number], 'unread' | 'simulated' | 'aheadMs'> {
  if (reading.kind === 'snapshot') return { unread: null }
  const { reason, simulated, aheadMs } = reading
  return {
    unread: reason.code,
    ...(simulated === true ? { simulated } : {}),
    ...(aheadMs === undefined ? {} : { aheadMs }),
  }
}

/** The reading as it was, and why parts of it could not be read: their code by the reason that stands in for it. */
interface PutTogether {
  /** Empty: nothing was read. */
  readonly readings: TenantReading
  readonly unread: ReadonlyMap<Undetermined, string>
}

/** Undefined when the parts name snapshots that are not there. */
export function putTogether({ kept, snapshots, savedIn }: ReadingParts): PutTogether | undefined {
  if (kept === null) return { readings: [], unread: new Map() }
  const unread = new Map<Undetermined, string>()
  const readings: SourceReading[] = []
  for (const part of kept.parts) {
    const reading = readingOf(part, snapshots, savedIn)
    if (reading === undefined) return undefined
    if (reading.kind === 'undetermined') unread.set(reading.reason, part.unread ?? '')
    readings.push({ source: sourceOf(part.source), answers: answersOf(part), reading })
  }
  return readings.length === 0 ? undefined : { readings, unread }
}

function answersOf({ answers }: KeptReading['parts'][number]): readonly Question[] {
  return answers.map(({ measure, segment: name }) => {
    const segment = segmentNamed(name)
    // The schema has seen that it is one.
    if (segment === undefined) throw new TypeError(`there is no segment ${name}`)
    return { measure, segment }
  })
}

function readingOf(
  { snapshot: index, unread, simulated, aheadMs }: KeptReading['parts'][number],
  snapshots: readonly Snapshot[],
  savedIn: string | null,
): Reading | undefined {
  if (index === null) {
    // What the reason's sentences are made of is not kept: the assessment has them, and its code is compared.
    return unread === null
      ? undefined
      : {
          kind: 'undetermined',
          reason: { code: 'settings-invalid', problems: [] },
          ...(simulated === true ? { simulated } : {}),
          ...(aheadMs === undefined ? {} : { aheadMs }),
        }
  }
  const snapshot = snapshots[index]
  if (snapshot === undefined || unread !== null) return undefined
  return { kind: 'snapshot', snapshot, ...(savedIn === null ? {} : { savedIn }) }
}

function sourceOf(name: string | null): Source | undefined {
  return sources.find((source) => source === name)
}
