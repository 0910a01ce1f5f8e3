import { barX } from '@observablehq/plot'
import { type Described, renderPlot } from './plot.ts'

/** A bar from 0 to 100 %, filled to the ratio, with a mark at the minimum. */
export function ratioBar(percent: number, minimumPercent: number, described: Described): string {
  // The mark stays inside the bar at 0 and 100 %.
  const mark = Math.min(99.5, Math.max(0.5, minimumPercent))
  const svg = renderPlot(
    {
      width: 320,
      height: 10,
      margin: 0,
      x: { domain: [0, 100], range: [1, 319], axis: null },
      y: { axis: null, padding: 0 },
      marks: [
        barX([100], { x1: 0, x2: 100, className: 'track', insetTop: 1, insetBottom: 1, rx: 4 }),
        barX([percent], {
          x1: 0,
          x2: (value: number) => value,
          className: 'share',
          insetTop: 1,
          insetBottom: 1,
          rx: 4,
        }),
        barX([mark], { x1: (at: number) => at - 0.5, x2: (at: number) => at + 0.5, className: 'demanded' }),
      ],
    },
    described,
  )
  return svg.replace('<svg ', '<svg class="bar" preserveAspectRatio="none" ')
}
