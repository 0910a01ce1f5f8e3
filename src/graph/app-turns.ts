import type { Pace } from '../config/pace.ts'

/**
 * Microsoft's limit for identity and access reports, per app over all of its tenants. Source: Microsoft Graph throttling
 * limits, "Identity and access reports service limits".
 */
export const documentedAppPace: Pace = { requests: 122, perMs: 10_000 }

/** Gives out the turns of an app over all tenants that it reads. */
export interface AppTurns {
  /** Takes the next turn of the app, and answers in how many milliseconds it comes. */
  take(app: string): Promise<number>
}

/** How turns follow each other, in milliseconds. */
interface Spacing {
  readonly apart: number
  /** How far behind its time a turn may still be taken, which makes a small burst of it. */
  readonly behind: number
}

/**
 * Evenly spread, with a burst of a twentieth, and a twentieth below the limit: requests that leave in time may arrive
 * closer together.
 */
export function spacingOf({ requests, perMs }: Pace): Spacing {
  const burst = Math.floor(requests / 20)
  const apart = perMs / Math.max(1, requests - 2 * burst - 1)
  return { apart, behind: burst * apart }
}

/** The turns of one process. */
export function turnsOfProcess(pace: Pace, now: () => number = () => performance.now()): AppTurns {
  const { apart, behind } = spacingOf(pace)
  const next = new Map<string, number>()
  return {
    take: (app) => {
      const turn = Math.max(next.get(app) ?? Number.NEGATIVE_INFINITY, now() - behind)
      next.set(app, turn + apart)
      return Promise.resolve(Math.max(0, turn - now()))
    },
  }
}
