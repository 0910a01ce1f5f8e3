/** What one run took. */
export interface Measured {
  readonly wallMs: number
  /** Of the process that was measured; undefined where another's time is. */
  readonly peakMb?: number
}

/** Something of ours beside its yardstick: both do the same work, on the same machine, in turn. */
export interface Contest {
  readonly id: string
  readonly title: string
  readonly yardstick: string
  readonly ours: () => Promise<Measured>
  readonly bare: () => Promise<Measured>
  /** Most of the ratio, where one was aimed at. */
  readonly aim?: number
  /** Fewer rounds where one takes long. */
  readonly rounds?: number
}

/** Contests that need the same things around them. */
export interface Stage {
  readonly name: string
  readonly open: () => Promise<{ readonly contests: readonly Contest[] } & AsyncDisposable>
}

export interface Row {
  readonly id: string
  readonly title: string
  readonly yardstick: string
  readonly rounds: number
  readonly wallMs: number
  readonly bareMs: number
  readonly ratio: number
  readonly aim?: number
  readonly peakMb?: number
}

/** Ours and the yardstick in turn, so that what disturbs the machine disturbs both; medians, after a round that does not count. */
export async function measured({ ours, bare, ...contest }: Contest, rounds: number): Promise<Row> {
  const [times, bares] = [[] as Measured[], [] as Measured[]]
  for (let round = -1; round < rounds; round += 1) {
    const [one, other] = [await bare(), await ours()]
    if (round < 0) continue
    bares.push(one)
    times.push(other)
  }
  const wallMs = median(times.map((one) => one.wallMs))
  const bareMs = median(bares.map((one) => one.wallMs))
  const peaks = times.flatMap(({ peakMb }) => (peakMb === undefined ? [] : [peakMb]))
  const { id, title, yardstick, aim } = contest
  return {
    ...{ id, title, yardstick, rounds, wallMs, bareMs, ratio: wallMs / bareMs },
    ...(aim === undefined ? {} : { aim }),
    ...(peaks.length === 0 ? {} : { peakMb: Math.max(...peaks) }),
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
