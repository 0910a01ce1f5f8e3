import { parsePoints } from '../model/drop.ts'
import { type Day, parseDay } from '../rules/calendar.ts'
import type { RuleEntry } from '../schemas/rules-document.ts'
import { problemOfMinimum } from './minimum-sentence.ts'
import { problem, type SchemaProblem } from './schema-sentence.ts'

/** What no schema can say of a rule's settings, wherever they are written. */
export function conditionProblems(
  settings: Partial<Pick<RuleEntry, 'minimum' | 'noDropMoreThan'>>,
  path: readonly string[],
): readonly SchemaProblem[] {
  const { minimum, noDropMoreThan } = settings
  return [
    ...(minimum === undefined ? [] : minimumProblems(minimum, [...path, 'minimum'])),
    ...(noDropMoreThan === undefined || parsePoints(noDropMoreThan) !== undefined
      ? []
      : [
          problem(
            [...path, 'noDropMoreThan'],
            `noDropMoreThan "${noDropMoreThan}" is out of range: write percentage points from "0%" to "100%"`,
          ),
        ]),
  ]
}

/** Half of the users is no deviation any more. */
export function toleranceProblems(tolerance: string | undefined): readonly SchemaProblem[] {
  if (tolerance === undefined || Number.parseFloat(tolerance) <= 50) return []
  return [
    problem(
      ['populationTolerance'],
      `populationTolerance "${tolerance}" is out of range: write from "0%" to "50%"`,
    ),
  ]
}

/** A day that the calendar has; `name` is what the message calls it. */
export function dayProblem(text: string, name: string, path: readonly string[]): readonly SchemaProblem[] {
  if (parseDay(text) !== undefined) return []
  return [
    problem(path, `${name} "${text}" is not a day of the calendar; write year-month-day, such as 2026-12-31`),
  ]
}

function minimumProblems(minimum: RuleEntry['minimum'], path: readonly string[]): readonly SchemaProblem[] {
  if (!Array.isArray(minimum)) return ratioProblems(minimum, path)
  return minimum.flatMap((step, index) => {
    const place = [...path, String(index)]
    return [
      ...dayProblem(step.from, 'from', [...place, 'from']),
      ...ratioProblems(step.minimum, [...place, 'minimum']),
      ...orderProblems(step.from, minimum[index - 1]?.from, [...place, 'from']),
    ]
  })
}

function ratioProblems(value: number | string, path: readonly string[]): readonly SchemaProblem[] {
  const sentence = problemOfMinimum(value)
  return sentence === undefined ? [] : [problem(path, sentence)]
}

function orderProblems(
  from: string,
  before: string | undefined,
  path: readonly string[],
): readonly SchemaProblem[] {
  const day: Day | undefined = parseDay(from)
  const earlier = before === undefined ? undefined : parseDay(before)
  if (day === undefined || earlier === undefined || day > earlier) return []
  return [
    problem(
      path,
      `from "${from}" does not come after the step before it ("${before}"); write the steps in the order of their days`,
    ),
  ]
}
