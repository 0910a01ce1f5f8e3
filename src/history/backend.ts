import type { ColumnTypes } from './tables/column-types.ts'
import type { Database } from './tables/tables.ts'

/** `read` changes nothing, `change` needs a history to be there, `write` makes one where there is none. */
export type AccessMode = 'read' | 'change' | 'write'

/** An opened database, and what differs between the two kinds. */
export interface Backend {
  readonly db: Database
  readonly types: ColumnTypes
  /** Where the tables are, for databases that have schemas. */
  schema(): Promise<string | undefined>
  isMissingTable(error: unknown): boolean
  /** What was wrong and what to do, for an error of this database; undefined for any other. */
  problemOf(error: unknown): string | undefined
  /** How long the next query may wait for other writers, for a database that waits by itself. */
  waitAtMost(milliseconds: number): void
  /** Breaks every connection at once, for a server that no longer answers. */
  abandon(): void
  /** Gives room that was pruned back to the system, where the database does not do that itself. */
  shrink(): Promise<void>
}
