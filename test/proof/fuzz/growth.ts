import { problemOf } from './fuzz.ts'
import type { Target } from './targets.ts'

export interface Grown {
  readonly target: string
  readonly shape: string
  /** At 1, 2 and 4 times the size, in milliseconds of the processor's time; shorter where a size was too much already. */
  readonly ms: readonly number[]
  readonly problem: string | undefined
}

/** Below this the noise is larger than what is measured. */
const measurableMs = 40

/** A quarter of what a document may measure, so that four times as much is still read. */
const size = 60_000

/** Whether four times as much takes more than about four times as long. */
export async function grow(target: Target): Promise<readonly Grown[]> {
  const grown: Grown[] = []
  for (const [shape, make] of Object.entries(target.shapes)) {
    let [ms, problem] = await measured(target, make)
    // A second look, since anything may happen on a busy machine.
    if (problem !== undefined) [ms, problem] = await measured(target, make)
    grown.push({ target: target.name, shape, ms, problem })
  }
  return grown
}

async function measured(
  target: Target,
  make: (size: number) => Buffer,
): Promise<[Grown['ms'], string | undefined]> {
  const of = async (times: number) => {
    const input = make(size * times)
    const one = await problemOf(target, input)
    if (one.ms < measurableMs || one.problem !== undefined) return one
    const again = await problemOf(target, input)
    return again.ms < one.ms ? again : one
  }
  const ms: number[] = []
  for (const times of [1, 2, 4]) {
    const taken = await of(times)
    ms.push(taken.ms)
    // What takes too long is not made to take sixteen times as long.
    if (taken.problem !== undefined) return [ms, taken.problem]
  }
  return [ms, isSteep(ms) ? `it grows faster than its input: ${ms.map(Math.round).join(', ')} ms` : undefined]
}

function isSteep([one = 0, two = 0, four = 0]: readonly number[]): boolean {
  return (
    four > measurableMs &&
    four > 3 * Math.max(two, measurableMs / 4) &&
    four > 7 * Math.max(one, measurableMs / 8)
  )
}
