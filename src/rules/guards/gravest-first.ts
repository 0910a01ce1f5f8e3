import { effectOf, type Verdict } from '../verdict.ts'

/** What stops before what warns, and what is known before what is not. */
export function gravestFirst(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts].sort((one, other) => gravity(one) - gravity(other))
}

function gravity(verdict: Verdict): number {
  const effects = { stop: 0, warn: 2, none: 4 } as const
  return effects[effectOf(verdict)] + (verdict.kind === 'violation' ? 0 : 1)
}
