import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * A tenant is asked for by id, key or name at once, and a database uses its indexes for that only where each of them has
 * one: without it the trend of one tenant reads every assessment of all.
 */
export const names: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema
      .createIndex('mfa_gate_assessment_by_name')
      .on('mfa_gate_assessment')
      .column('tenant_name')
      .execute()
  },
}
