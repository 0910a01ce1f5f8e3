import { barX } from '@observablehq/plot'
import { type Described, renderPlot } from './plot.ts'

interface Slice {
  /** Class name in the style sheet. */
  readonly tone: string
  readonly percent: number
}

/** A bar of 100 % in slices, in their order. */
export function stackedBar(slices: readonly Slice[], described: Described): string {
  let from = 0
  const placed = slices
    .filter(({ percent }) => percent > 0)
    .map(({ tone, percent }) => ({ tone, from, to: (from += percent) }))
  const svg = renderPlot(
    {
      width: 320,
      height: 12,
      margin: 0,
      x: { domain: [0, 100], range: [1, 319], axis: null },
      y: { axis: null, padding: 0 },
      marks: placed.map((slice) =>
        barX([slice], { x1: slice.from, x2: slice.to, className: slice.tone, insetRight: 0.5 }),
      ),
    },
    described,
  )
  return svg.replace('<svg ', '<svg class="bar" preserveAspectRatio="none" ')
}
