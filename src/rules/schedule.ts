import type { Minimum } from '../model/minimum.ts'
import type { MinimumEntry } from '../schemas/rules-document.ts'
import { type Day, dayFrom } from './calendar.ts'
import { type Locate, nowhere, type Origin } from './origin.ts'
import { validMinimum } from './valid-minimum.ts'

/** What is required from a day on. */
export interface Step {
  readonly from: Day
  readonly minimum: Minimum
  readonly origin: Origin | undefined
}

/** The step that has not begun yet. */
export interface NextStep extends Step {
  /** Days until it begins, today not counted. */
  readonly daysLeft: number
}

/** A minimum as one moment sees it. */
export interface Ramp {
  /** Undefined when the first step has not begun. */
  readonly current:
    { readonly minimum: Minimum; readonly origin: Origin | undefined; readonly since?: Day } | undefined
  readonly next: NextStep | undefined
  /** All steps in order; none where the minimum is one ratio. */
  readonly steps: readonly Step[]
}

/** Which step of a validated minimum is in force today and which comes next; a single ratio is in force for ever. */
export function rampAt(
  entry: MinimumEntry,
  today: Day,
  path: readonly string[] = [],
  locate: Locate = nowhere,
): Ramp {
  if (!Array.isArray(entry)) {
    return { current: { minimum: validMinimum(entry), origin: locate(path) }, next: undefined, steps: [] }
  }
  const steps = entry.map(({ from, minimum }, index): Step => {
    const origin = locate([...path, String(index)])
    return { from: dayFrom(from), minimum: validMinimum(minimum), origin }
  })
  const current = steps.findLast(({ from }) => from <= today)
  const next = steps.find(({ from }) => from > today)
  return {
    current: current && { minimum: current.minimum, origin: current.origin, since: current.from },
    next: next && { ...next, daysLeft: next.from - today },
    steps,
  }
}
