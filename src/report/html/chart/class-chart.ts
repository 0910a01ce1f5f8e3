import { areaY, axisX, axisY, type Markish } from '@observablehq/plot'
import { strengths } from '../../../schemas/method-class.ts'
import { type ClassPoint, classStretches, stackOf, thinClasses } from './class-series.ts'
import { type Described, renderPlot } from './plot.ts'

interface ClassChartSize {
  readonly width: number
  readonly height: number
  readonly buckets: number
}

/** Shares of users by their methods over time, one upon the other. */
export function classChart(
  points: readonly ClassPoint[],
  { width, height, buckets }: ClassChartSize,
  described: Described,
): string {
  const [start, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0]
  return renderPlot(
    {
      ...{ width, height, marginLeft: 48, marginRight: 12, marginTop: 12, marginBottom: 32 },
      x: { type: 'utc', domain: [new Date(start), new Date(end)] },
      y: { domain: [0, 100] },
      marks: [
        ...areas(thinClasses(points, buckets)),
        axisY([0, 50, 100], {
          ...{ tickSize: 0, label: null, className: 'axis', fontSize: 12 },
          tickFormat: (value: number) => `${value} %`,
        }),
        axisX({
          ...{ tickSize: 4, label: null, className: 'axis', fontSize: 12 },
          ticks: Math.floor(width / 75),
        }),
      ],
    },
    described,
  )
}

function areas(points: readonly ClassPoint[]): readonly Markish[] {
  return classStretches(points).flatMap((stretch) =>
    strengths.map((strength) =>
      areaY(
        stretch.flatMap(({ at, methods }) => {
          const span = methods && stackOf(methods).get(strength)
          return span === undefined ? [] : [{ at, from: span[0], to: span[1] }]
        }),
        {
          ...{ x: ({ at }: { readonly at: number }) => new Date(at), y1: 'from', y2: 'to' },
          ...{ curve: 'step-after', className: `method-${strength.toLowerCase()}` },
        },
      ),
    ),
  )
}
