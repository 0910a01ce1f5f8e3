import type { Settings } from '../config/settings.ts'
import type { Exclusions } from '../model/exclusion.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { canonical, sha256 } from '../snapshots/canonical-json.ts'
import type { Reader } from './who-reads.ts'

/** What decides the numbers of a reading. */
interface Deciding {
  readonly inquiry: Inquiry
  readonly settings: Pick<Settings, 'cloud' | 'simulatedTenant' | 'simulatedKey'>
  readonly reader: Reader
  /** Of the gate, which may count otherwise in its next version. */
  readonly version: string
}

/** A digest of all that decides the numbers: whatever differs in it is another reading. */
export function readingKeyOf({ inquiry, settings, reader, version }: Deciding): string {
  // Who is listed and how old numbers may be decides none; what an inquiry says besides is part of the key by itself.
  const { list: _, maxAgeMs: _age, exclusions, questions, ...asked } = inquiry
  const { cloud, simulatedTenant, simulatedKey } = settings
  return sha256(
    canonical({
      format: 1,
      version,
      ...reader,
      graph: [simulatedTenant ?? cloud.graph, simulatedTenant ?? cloud.authority, cloud.graph],
      // Of its key, which is a secret of the run beside the stand-in.
      standIn: simulatedKey === undefined ? null : sha256(simulatedKey),
      questions: questions.map((question) => canonical(question)).sort(),
      exclusions: exclusions === undefined ? null : excludedIn(exclusions),
      asked: plain(asked),
    }),
  )
}

/** Their digest is of who is left out; the reasons are told with the numbers. */
function excludedIn({ sha256: digest, list }: Exclusions): object {
  return {
    digest,
    list: list.map(({ kind, reason, requireMatch = false }) => ({ kind, reason, requireMatch })),
  }
}

/** Maps and sets as lists, which JSON would take for empty objects. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(plain).sort(byText)
  if (value instanceof Set) return [...value].map(plain).sort(byText)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

function byText(one: unknown, other: unknown): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)]
  return first < second ? -1 : first > second ? 1 : 0
}
