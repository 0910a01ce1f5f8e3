/** Somewhere that readings are kept for other runs: texts by key, and leases that say who is reading. */
export interface Place {
  /** For people, without passwords. */
  readonly label: string
  /** How long what a failed reading came to is of use; 0: it is not kept here. */
  readonly refusalMs: number
  /** `leftMs` says how much time there still is, for a place that is full or away for a moment. @throws PlaceProblem */
  find(key: string, leftMs: () => number): Promise<Found>
  /** The right to read for this key; undefined: somebody has it. @throws PlaceProblem */
  lease(key: string, leftMs: () => number): Promise<Lease | undefined>
}

/** What is at a place under one key. */
export interface Found {
  readonly text: string | undefined
  /** How long ago that was saved, by the clock of the place. */
  readonly ageMs: number
  /** Whether somebody is reading at this moment. */
  readonly leased: boolean
}

/** Renewed by itself for as long as its holder lives, so that one who was killed is replaced. */
export interface Lease {
  /** What somebody has taken over meanwhile is left alone. @throws PlaceProblem */
  save(text: string): Promise<void>
  /** Never throws: a lease ends by itself. */
  release(): Promise<void>
}

/** Why a place is of no use, in words that a sentence of the caller ends with. */
export class PlaceProblem extends Error {
  readonly problem: string
  /** False for what is usual on some machines, such as a file system that is read-only. */
  readonly worthSaying: boolean

  constructor(
    problem: string,
    { cause, worthSaying = true }: { cause?: unknown; worthSaying?: boolean } = {},
  ) {
    super(problem, { cause })
    this.name = 'PlaceProblem'
    this.problem = problem
    this.worthSaying = worthSaying
  }
}

/** No text at a place is longer. */
export const longestText = 4_000_000

/** For places that many machines share: a holder that is silent for so long is replaced. Azure gives no shorter leases. */
export const leaseMs = 15_000
/** What a failed reading came to is of use there for so long. */
export const sharedRefusalMs = 30_000

/** Renews a lease for as long as its holder lives; answers what ends that. */
export function renewing(renew: () => Promise<unknown>): () => void {
  const timer = setInterval(() => {
    // Whoever cannot renew loses the lease, which costs a second reading.
    renew().catch(() => undefined)
  }, 4_000).unref()
  return () => clearInterval(timer)
}

/** @throws PlaceProblem */
export function refuseLong(text: string): void {
  if (text.length > longestText) throw new PlaceProblem('the reading is too large')
}
