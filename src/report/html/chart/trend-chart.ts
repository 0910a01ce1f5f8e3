import { axisX, axisY, dot, gridY, line, lineY, type Markish, rect, ruleX, ruleY } from '@observablehq/plot'
import { wordOf } from '../page/verdict-look.ts'
import { answerLooks, capital } from '../../outcome-words.ts'
import { figuresAt, minimumText } from '../../row.ts'
import {
  chartEnd,
  demandedFromNow,
  demandedUntilNow,
  type ReportedStep,
  type ChartStep,
} from './minimum-line.ts'
import { type Described, renderPlot } from './plot.ts'
import { dayText, type Measured, type Point, stretchesOf } from './series.ts'
import { answerAt, pointLooks, type Span, stripLooks, stripOf } from './strip.ts'
import { thin } from './thin.ts'
import { dayMs } from '../../../model/clock.ts'

interface ChartSize {
  readonly width: number
  readonly height: number
  /** How finely time is cut: the widest line has four points a bucket. */
  readonly buckets: number
}

/** The ratio over time against what was and will be demanded, with every verdict in a strip below. */
export function trendChart(
  points: readonly Point[],
  schedule: readonly ReportedStep[],
  size: ChartSize,
  described: Described,
): string {
  const layout = layoutOf(points, schedule)
  const { start, end, base, floor } = layout
  const ticks = [
    base,
    ...[10, 20, 50].flatMap((step) => ((100 - base) / step <= 5 ? [step] : [])).slice(0, 1),
  ]
  const lines = yTicks(base, ticks[1] ?? 50)
  return renderPlot(
    {
      width: size.width,
      height: size.height,
      marginLeft: 48,
      marginRight: 12,
      marginTop: 12,
      marginBottom: 32,
      x: { type: 'utc', domain: [new Date(start), new Date(end)] },
      y: { domain: [floor, 100] },
      marks: [
        gridY(lines, { className: 'grid', strokeOpacity: 1 }),
        axisY(lines, {
          tickSize: 0,
          label: null,
          tickFormat: (value: number) => `${value} %`,
          className: 'axis',
          fontSize: 12,
        }),
        axisX({
          tickSize: 4,
          label: null,
          className: 'axis',
          fontSize: 12,
          ticks: Math.floor(size.width / 75),
        }),
        ...demandMarks(points, schedule, layout),
        ...ratioMarks(points, size),
        ...stripMarks(stripOf(points, [start, end], size.buckets), layout),
      ],
    },
    described,
  )
}

interface Layout {
  readonly start: number
  readonly now: number
  readonly end: number
  /** The lowest percentage on the axis; the strip lies between it and the floor. */
  readonly base: number
  readonly floor: number
}

function layoutOf(points: readonly Point[], schedule: readonly ReportedStep[]): Layout {
  const times = points.map(({ at }) => at)
  const [first, now] = [times[0] ?? 0, times.at(-1) ?? 0]
  // One assessment alone still needs a width.
  const start = now - first < dayMs ? first - dayMs : first
  const end = Math.max(chartEnd(schedule, start, now), now + (now - start) / 60)
  const percents = [
    ...points.map(({ minimumPercent }) => minimumPercent),
    ...stretchesOf(points).flatMap((stretch) => stretch.map(({ percent }) => percent)),
  ]
  const lowest = Math.min(...percents)
  const base = Math.max(0, Math.min(90, Math.floor((lowest - 2) / 10) * 10))
  return { start, now, end, base, floor: base - (100 - base) * 0.13 }
}

function yTicks(base: number, step: number): readonly number[] {
  const count = Math.floor((100 - base) / step)
  return Array.from({ length: count + 1 }, (_, index) => 100 - index * step).reverse()
}

function demandMarks(
  points: readonly Point[],
  schedule: readonly ReportedStep[],
  { now, end }: Layout,
): readonly Markish[] {
  const past = demandedUntilNow(points)
  const today: ChartStep = { at: now, percent: points.at(-1)?.minimumPercent ?? 0 }
  const coming = demandedFromNow(schedule, today, end)
  const options = { x: ({ at }: ChartStep) => new Date(at), y: 'percent', curve: 'step-after' } as const
  return [
    line(past.length > 1 ? past : [...past, ...past], { ...options, className: 'demand' }),
    ...(coming.length === 0
      ? []
      : [
          line(coming, { ...options, className: 'coming' }),
          ruleX([new Date(now)], { className: 'now', y1: today.percent - 2, y2: 100 }),
        ]),
  ]
}

function ratioMarks(points: readonly Point[], { buckets }: ChartSize): readonly Markish[] {
  const stretches = stretchesOf(points)
  const total = stretches.reduce((sum, { length }) => sum + length, 0)
  const options = { x: ({ at }: Measured) => new Date(at), y: 'percent' } as const
  const drawn = stretches.map((stretch) =>
    thin(stretch, Math.max(1, Math.round((buckets * stretch.length) / total))),
  )
  const dots = total <= 40 ? drawn.flat() : drawn.filter(({ length }) => length === 1).flat()
  const last = drawn.at(-1)?.at(-1)
  const named = { ...options, title: ({ point }: Measured) => titleOf(point) }
  // Of a tenant that is assessed every few days every dot stands alone.
  const r = dots.length > 60 ? 2 : 3.5
  const marked = new Set([...dots, ...(last === undefined ? [] : [last])])
  return [
    ...drawn.map((stretch) => lineY(stretch, { ...options, className: 'ratio' })),
    ...Object.entries(pointLooks).map(([answer, look]) =>
      dot(
        [...marked].filter(({ point }) => answerAt(point) === answer),
        { ...named, ...look, r: answer === 'passed' ? r : r + 0.5 },
      ),
    ),
  ]
}

function stripMarks(spans: readonly Span[], { base, floor }: Layout): readonly Markish[] {
  const top = base - (base - floor) * 0.35
  return [
    ruleY([floor], { className: 'grid' }),
    ...Object.entries(stripLooks).map(([answer, { tone, height }]) =>
      rect(
        spans.filter((span) => span.answer === answer),
        {
          x1: ({ from }: Span) => new Date(from),
          x2: ({ to }: Span) => new Date(to),
          y1: floor,
          y2: floor + (top - floor) * height,
          className: `strip-${tone}`,
          title: (span: Span) =>
            `${capital(answerLooks[span.answer].word)}: ${dayText(span.from)} to ${dayText(span.to)}`,
        },
      ),
    ),
  ]
}

function titleOf(point: Point): string {
  const ratio = figuresAt(point)?.ratio ?? 'no ratio'
  return `${dayText(point.at)}: ${ratio}, ${minimumText(point.minimumPercent)} required (${wordOf(point).toLowerCase()})`
}
