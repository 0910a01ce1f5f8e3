import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is rare is looked for most: without an index a list of it reads all that is kept, of millions for 18 s. */
export const outcomes: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema
      .createIndex('mfa_gate_assessment_by_outcome')
      .on('mfa_gate_assessment')
      .columns(['outcome', 'judged_at', 'id'])
      .execute()
  },
}
