import { countedIn } from '../model/counted.ts'
import { formatCount, toCount } from '../model/count.ts'
import type { ExclusionCap, ExclusionKind } from '../model/exclusion.ts'
import { formatMinimum, formatRatio } from '../model/ratio.ts'
import { nounOf } from '../model/segment.ts'
import type { Reading } from '../model/snapshot.ts'
import type { Rule } from '../rules/rule.ts'
import { unmatchedNote } from './unmatched-note.ts'

const kinds: Readonly<Record<ExclusionKind, readonly [one: string, many: string]>> = {
  users: ['listed', 'listed'],
  pattern: ['by pattern', 'by pattern'],
  guests: ['guest', 'guests'],
  syncAccounts: ['sync service account', 'sync service accounts'],
  breakGlass: ['break-glass account', 'break-glass accounts'],
  group: ['by group', 'by group'],
  joiners: ['new account', 'new accounts'],
  unlicensed: ['unlicensed account', 'unlicensed accounts'],
}

/** What the exclusions did to the ratio, and whom they left out for which reason; nothing where none were declared. */
export function exclusionLines(
  { measure, methods, minimum, segment }: Rule,
  reading: Reading | undefined,
): readonly string[] {
  const exclusions = reading?.kind === 'snapshot' ? reading.snapshot.exclusions : undefined
  if (exclusions === undefined) return []
  const { population, excluded } = exclusions
  const count = countedIn(exclusions, measure, methods)?.surely ?? toCount(0)
  const before =
    count === undefined || population === 0
      ? []
      : [
          `With nobody excluded: ${formatCount(count)} of ${formatCount(population)} ${nounOf(segment, 2)} (${formatRatio(count, population, minimum)}).`,
        ]
  const each = excluded.map(
    ({ kind, reason, users }) => `${formatCount(users)} ${kinds[kind][users === 1 ? 0 : 1]} (${reason})`,
  )
  return [...before, `Excluded: ${each.join('; ')}.`, ...unmatchedLines(reading)]
}

/** Entries that match nobody, which are told whatever the rule comes to. */
export function unmatchedLines(reading: Reading | undefined): readonly string[] {
  const exclusions = reading?.kind === 'snapshot' ? reading.snapshot.exclusions : undefined
  const note = unmatchedNote(exclusions?.excluded ?? [])
  return note === undefined ? [] : [note]
}

export function capWords(cap: ExclusionCap): string {
  return cap.kind === 'count' ? formatCount(cap.users) : formatMinimum(cap.ratio)
}
