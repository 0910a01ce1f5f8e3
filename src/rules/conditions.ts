import { type Points, parsePoints } from '../model/drop.ts'
import type { RuleEntry } from '../schemas/rules-document.ts'
import { ageFrom } from './age.ts'

/** What a rule demands or excuses besides its minimum. */
export interface Conditions {
  /** How many days before the next step to warn. */
  readonly warnDays: number
  readonly noDropMoreThan: Points | undefined
  /** The smallest population that proves anything; 0: any. */
  readonly minPopulation: number
  /** The greatest age of numbers, in milliseconds. */
  readonly maxAge: number
  readonly waivable: boolean
}

export function conditionsFrom(entry: RuleEntry): Conditions {
  const { warnDays = 30, noDropMoreThan, minPopulation = 0, maxAge = '24h', waivable = true } = entry
  return {
    warnDays,
    noDropMoreThan: noDropMoreThan === undefined ? undefined : validPoints(noDropMoreThan),
    minPopulation,
    maxAge: ageFrom(maxAge),
    waivable,
  }
}

/** @throws TypeError for what the reader of the document has to refuse */
export function validPoints(text: string): Points {
  const points = parsePoints(text)
  if (points === undefined) throw new TypeError(`a number of points reached the rules unvalidated: ${text}`)
  return points
}
