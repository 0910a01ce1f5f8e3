import { dayMs } from '../../../model/clock.ts'
import { ruleAnswerOf, type RuleAnswer } from '../../../rules/outcome.ts'
import type { TrendPoint } from '../../../rules/trend-point.ts'
import { dayNumber, type Point } from './series.ts'

/** A stretch of time with one answer, as wide as at least one day and one column of the chart. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly answer: RuleAnswer
  readonly assessments: number
}

const gravity: Readonly<Record<RuleAnswer, number>> = {
  'below-the-minimum': 4,
  undetermined: 3,
  waived: 2,
  passed: 1,
  'not-asked': 0,
}

/** What an answer looks like below the chart: its class in the style sheet, and its height, so that colour alone tells nothing. */
export const stripLooks = {
  passed: { tone: 'pass', height: 0.2 },
  waived: { tone: 'waived', height: 0.4 },
  undetermined: { tone: 'undetermined', height: 0.6 },
  'below-the-minimum': { tone: 'violation', height: 1 },
} as const satisfies Partial<Record<RuleAnswer, { readonly tone: string; readonly height: number }>>

/** How a day with a share is marked on the line, by its answer. */
export const pointLooks = {
  passed: { symbol: 'circle', className: 'met' },
  waived: { symbol: 'diamond', className: 'accepted' },
  'below-the-minimum': { symbol: 'times', className: 'missed' },
} as const

/** What a point answered, waivers heeded. */
export function answerAt({ verdict: kind, waived }: Pick<TrendPoint, 'verdict' | 'waived'>): RuleAnswer {
  return ruleAnswerOf({ kind, waived })
}

/**
 * The answers over time in columns of whole days. A column with several takes the gravest, so that no failing day is
 * ever hidden by the passing days around it; neighbours with one answer become one span, and days without an assessment
 * stay empty.
 */
export function stripOf(
  points: readonly Point[],
  [start, end]: readonly [number, number],
  columns: number,
): readonly Span[] {
  const first = dayNumber(start)
  const days = Math.ceil((dayNumber(end) - first + 1) / columns)
  const groups = Map.groupBy(points, ({ at }) => Math.floor((dayNumber(at) - first) / days))
  const spans: Span[] = []
  for (const [column, group] of groups) {
    const answer = gravest(group)
    const from = Math.max(start, (first + column * days) * dayMs)
    const to = Math.max(from, Math.min(end, (first + (column + 1) * days) * dayMs))
    const last = spans.at(-1)
    const joins = last?.answer === answer && last.to === from
    if (joins) spans.pop()
    spans.push({
      from: joins ? last.from : from,
      to,
      answer,
      assessments: group.length + (joins ? last.assessments : 0),
    })
  }
  return spans
}

function gravest(points: readonly Point[]): RuleAnswer {
  return points
    .map(answerAt)
    .reduce<RuleAnswer>((grave, one) => (gravity[one] > gravity[grave] ? one : grave), 'not-asked')
}
