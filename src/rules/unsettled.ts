import type { Undetermined } from '../model/undetermined.ts'
import { formatDay } from './calendar.ts'
import type { Layer } from './layers.ts'
import type { Ramp } from './schedule.ts'

/**
 * Why it cannot be settled what a rule demands: an entry of `stacks:` hangs on what is not known of the stack, or no
 * step of the ramp has begun. Guessing either way could let a deployment through.
 */
export function unsettledBy(unknown: readonly Layer[], { current, next }: Ramp): Undetermined | undefined {
  const open = [...new Set(unknown)]
  if (open.length > 0) {
    const missing = [...new Set(open.flatMap((layer) => layer.missing))]
    return { code: 'stack-unknown', origins: open.map(placeOf), missing }
  }
  if (current === undefined && next !== undefined) {
    return { code: 'no-step-in-force', first: formatDay(next.from), origin: next.origin }
  }
  return undefined
}

function placeOf({ values, origin, path = [] }: Layer): string {
  const keys = ['minimum', 'enforcement', 'onUndetermined'] as const
  const key = keys.find((key) => values[key] !== undefined)
  return (key && origin(key)) ?? `/${path.join('/')}`
}
