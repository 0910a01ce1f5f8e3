import type { FleetDatabase } from './tables.ts'

/** How turns follow each other, in milliseconds. */
interface Spacing {
  readonly apart: number
  /** How far behind its time a turn may still be taken. */
  readonly behind: number
}

/**
 * The turns of an app over all its tenants, given out by the database, by whose clock all workers go. Answers in how many
 * milliseconds the turn comes.
 */
export function sharedTurns({ pool, schema }: FleetDatabase, { apart, behind }: Spacing) {
  return {
    async take(app: string): Promise<number> {
      const { rows } = await pool.query<{ wait: number }>(
        `insert into ${schema}.fleet_pace as pace (app, next)
         values ($1, clock_timestamp() + $2 * interval '1 ms' - $3 * interval '1 ms')
         on conflict (app) do update
            set next = greatest(pace.next, clock_timestamp() - $3 * interval '1 ms') + $2 * interval '1 ms'
         returning (extract(epoch from (next - clock_timestamp())) * 1000)::float8 - $2 as wait`,
        [app, apart, behind],
      )
      return Math.max(0, rows[0]?.wait ?? 0)
    },
  }
}
