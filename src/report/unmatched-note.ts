import { formatCount } from '../model/count.ts'
import type { Unmatched } from '../model/named-entries.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

/** What an exclusion came to, in a snapshot or a report. */
interface Left {
  readonly reason: string
  readonly unmatched?: Unmatched | undefined
}

/** The one sentence on entries that match nobody, each by list and line; undefined where there are none. */
export function unmatchedNote(excluded: readonly Left[]): string | undefined {
  const each = excluded.flatMap(({ unmatched, reason }) =>
    unmatched === undefined ? [] : [`${unmatchedWords(unmatched)} (${reason})`],
  )
  // Every segment and source tells of the same lists.
  const idle = [...new Set(each)]
  return idle.length === 0
    ? undefined
    : `Excluded nobody: ${idle.join('; ')}. Correct the name, or remove it.`
}

/** The same of all answers, for formats whose findings tell of trouble alone. */
export function unmatchedIn(
  answers: readonly Pick<AssessmentReport['verdicts'][number], 'reading'>[],
): string | undefined {
  return unmatchedNote(answers.flatMap(({ reading }) => reading?.exclusions?.excluded ?? []))
}

const mostPlaces = 10

/** Where the entries stand that fit nobody, never whom they name. */
export function unmatchedWords({ entries, at }: Unmatched): string {
  const named = at.slice(0, mostPlaces)
  const more = entries - named.length
  const places = more > 0 ? `${named.join(', ')} and ${formatCount(more)} more` : named.join(', ')
  return `${formatCount(entries)} ${entries === 1 ? 'entry that matches' : 'entries that match'} nobody: ${places}`
}
