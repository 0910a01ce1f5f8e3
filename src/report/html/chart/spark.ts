import { dot, line, lineY, type Markish, rect } from '@observablehq/plot'
import { demandedUntilNow, type ChartStep } from './minimum-line.ts'
import { type Described, renderPlot } from './plot.ts'
import { type Measured, type Point, stretchesOf } from './series.ts'
import { answerAt, pointLooks, type Span, stripLooks, stripOf } from './strip.ts'
import { thin } from './thin.ts'

const columns = 45

/** The trend of one rule as small as a word: its line, the minimum, and a tick below for every time it failed. */
export function sparkLine(points: readonly Point[], described: Described): string {
  const [start, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0]
  const percents = [
    ...stretchesOf(points).flatMap((stretch) => stretch.map(({ percent }) => percent)),
    ...points.map(({ minimumPercent }) => minimumPercent),
  ]
  const [low, high] = [Math.min(...percents) - 1, Math.max(...percents) + 1]
  const bottom = low - (high - low) * 0.25
  return renderPlot(
    {
      width: 136,
      height: 34,
      margin: 3,
      x: { axis: null, domain: [start, end === start ? start + 1 : end] },
      y: { axis: null, domain: [bottom, high] },
      marks: [...lineMarks(points), ...tickMarks(stripOf(points, [start, end], columns), bottom, low)],
    },
    described,
  )
}

const place = { x: ({ at }: Measured | ChartStep) => at, y: 'percent' } as const

function lineMarks(points: readonly Point[]): readonly Markish[] {
  const stretches = stretchesOf(points)
  const last = stretches.at(-1)?.at(-1)
  const answer = last === undefined ? 'passed' : answerAt(last.point)
  const bucketsOf = ({ length }: readonly Measured[]): number =>
    Math.max(1, Math.round((columns * length) / points.length))
  return [
    line(demandedUntilNow(points), { ...place, curve: 'step-after', className: 'demand' }),
    ...stretches.map((stretch) => lineY(thin(stretch, bucketsOf(stretch)), { ...place, className: 'ratio' })),
    dot(stretches.filter(({ length }) => length === 1).flat(), { ...place, r: 1, className: 'met' }),
    dot(last === undefined ? [] : [last], {
      ...place,
      r: 2.5,
      ...pointLooks[answer === 'below-the-minimum' || answer === 'waived' ? answer : 'passed'],
    }),
  ]
}

function tickMarks(spans: readonly Span[], bottom: number, low: number): readonly Markish[] {
  return Object.entries(stripLooks).map(([answer, { tone, height }]) =>
    rect(
      spans.filter((span) => span.answer === answer),
      {
        x1: ({ from }: Span) => from,
        x2: ({ to }: Span) => to,
        y1: bottom,
        y2: bottom + (low - bottom) * height * 0.8,
        className: `strip-${tone}`,
      },
    ),
  )
}
