import { problemOf } from './fuzz.ts'
import type { Target } from './targets.ts'

export interface Grown {
  readonly target: string
  readonly shape: string
  /** At 1, 2 and 4 times the size, in milliseconds of the processor's time. */
  readonly ms: readonly [number, number, number]
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
  const [one, two, four] = [await of(1), await of(2), await of(4)]
  const ms = [one.ms, two.ms, four.ms] as const
  const wrong = [one, two, four].find(({ problem }) => problem !== undefined)?.problem
  const steep =
    four.ms > measurableMs &&
    four.ms > 3 * Math.max(two.ms, measurableMs / 4) &&
    four.ms > 7 * Math.max(one.ms, measurableMs / 8)
  return [
    ms,
    wrong ??
      (steep
        ? `it grows faster than its input: ${ms.map((value) => Math.round(value)).join(', ')} ms`
        : undefined),
  ]
}
