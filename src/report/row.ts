import { type Count, formatCount } from '../model/count.ts'
import { type Minimum, minimumOfPercent } from '../model/minimum.ts'
import { formatMinimum, formatRatio } from '../model/ratio.ts'
import { type Answered, type RuleAnswer, ruleAnswerOf } from '../rules/outcome.ts'
import { answerLooks, type Look, marksOf } from './outcome-words.ts'

/** What was counted, as reports, charts and lines of the history have it. */
export interface Counted {
  readonly count?: number | null | undefined
  readonly population?: number | null | undefined
  /** With those of whom nobody can tell; undefined: all is known. */
  readonly possibly?: number | undefined
}

/** The numbers of one answer in the one way in which they are written. */
export interface Figures {
  readonly count: Count
  readonly population: Count
  /** With those of whom nobody can tell; undefined: all is known. */
  readonly possibly: Count | undefined
  /** `94.99 %`, which never contradicts the verdict; `no ratio` of nobody. */
  readonly ratio: string
  /** The same for drawing and sorting alone; undefined of nobody. */
  readonly percent: number | undefined
  /** `33 of 23,123`, or `33 to 40 of 23,123` where not all is known. */
  readonly users: string
}

/** What every row says of one answer, whether it was judged just now or is kept in a history. */
export interface Row {
  readonly answer: RuleAnswer
  /** How the answer is told. */
  readonly look: Look
  /** How what it does is told, for the first column of a table. */
  readonly marks: Pick<Look, 'mark' | 'emoji'>
  /** Undefined where nobody knows them. */
  readonly numbers: Figures | undefined
  readonly minimum: Minimum
  /** `95 %`. */
  readonly demanded: string
}

export function rowOf(answered: Answered & Counted, minimum: Minimum): Row {
  const answer = ruleAnswerOf(answered)
  return {
    answer,
    look: answerLooks[answer],
    marks: marksOf(answered),
    numbers: figuresOf(answered, minimum),
    minimum,
    demanded: formatMinimum(minimum),
  }
}

/** Undefined where nothing was counted. What is counted was a count before it was written down. */
export function figuresOf({ count, population, possibly }: Counted, minimum: Minimum): Figures | undefined {
  if (typeof count !== 'number' || typeof population !== 'number') return undefined
  const upTo = possibly === undefined ? '' : ` to ${formatCount(possibly)}`
  return {
    count: count as Count,
    population: population as Count,
    possibly: possibly as Count | undefined,
    ratio: formatRatio(count as Count, population as Count, minimum),
    percent: population === 0 ? undefined : (count / population) * 100,
    users: `${formatCount(count)}${upTo} of ${formatCount(population)}`,
  }
}

/** Of an earlier answer, as the history keeps it. */
export function figuresAt(point: Counted & { readonly minimumPercent: number }): Figures | undefined {
  return figuresOf(point, minimumOfPercent(point.minimumPercent))
}

/** `95 %`, of the number that a published report has. */
export function minimumText(percent: number): string {
  return formatMinimum(minimumOfPercent(percent))
}
