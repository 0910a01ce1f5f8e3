/** The types that differ between the two databases; migrations are written once, in these words. */
export interface ColumnTypes {
  readonly id: 'integer' | 'bigint'
  readonly users: 'integer' | 'bigint'
  readonly moment: 'text' | 'timestamptz(3)'
  /** Kept letter by letter, so that a digest of it stays true. */
  readonly json: 'text' | 'json'
}

export const sqliteTypes: ColumnTypes = { id: 'integer', users: 'integer', moment: 'text', json: 'text' }

export const postgresTypes: ColumnTypes = {
  id: 'bigint',
  users: 'bigint',
  moment: 'timestamptz(3)',
  json: 'json',
}
