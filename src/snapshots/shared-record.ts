import { parseJson } from '../io/parse-json.ts'
import type { Question } from '../model/question.ts'
import isSharedReading from '../schemas/compiled/is-shared-reading.cjs'
import type { ReadingRun, SharedReading } from '../schemas/shared-reading.ts'
import { canonical, prettyCanonical } from './canonical-json.ts'

/** Of a reading that failed in part or whole: which questions, and the reason in words. */
export interface SharedFailure {
  readonly answers: readonly Question[]
  readonly what: string
  readonly todo: string
}

/** What one run keeps of its reading for others. */
interface Sharing {
  readonly key: string
  readonly by: ReadingRun
  /** Text of a snapshot file with what could be read; undefined: nothing could. */
  readonly snapshot: string | undefined
  readonly failures: readonly SharedFailure[]
}

export function sharedText({ key, by, snapshot, failures }: Sharing): string {
  const unread = failures.map(({ answers, what, todo }) => ({
    answers: answers.map(canonical),
    what: what.slice(0, longestWords),
    todo: todo.slice(0, longestWords),
  }))
  const record: SharedReading = {
    ...{ kind: 'entra-mfa-gate shared reading', version: 1, key, by },
    ...(snapshot === undefined ? {} : { snapshot }),
    unread,
  }
  return prettyCanonical(record)
}

/** As the schema has it. */
const longestWords = 4_000

/** What is kept under `key`; undefined for what is nothing of ours, or was kept for another question. */
export function parseShared(text: string, key: string): SharedReading | undefined {
  const value = jsonOf(text)
  return isSharedReading(value) && value.key === key ? value : undefined
}

/** The failure that a question came to; undefined: it was answered. */
export function failureOf(
  { unread }: SharedReading,
  question: Question,
): SharedReading['unread'][number] | undefined {
  const asked = canonical(question)
  return unread.find(({ answers }) => answers.length === 0 || answers.includes(asked))
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
