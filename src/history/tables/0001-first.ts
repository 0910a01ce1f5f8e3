import type { CreateTableBuilder, Kysely } from 'kysely'
import { type Expression, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** The tables of the first release. */
export function first(types: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await createAudits(db, types)
      await createAssessments(db, types)
      await createVerdicts(db, types)
    },
  }
}

async function createAudits({ schema }: Kysely<unknown>, { moment }: ColumnTypes): Promise<void> {
  await schema
    .createTable('mfa_gate_audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('started_at', typed(moment), (column) => column.notNull())
    .addColumn('finished_at', typed(moment))
    .addColumn('plan', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('mfa_gate_audit_tenant')
    .addColumn('audit_id', 'text', (column) =>
      column.notNull().references('mfa_gate_audit.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('tenant_key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('mfa_gate_audit_tenant_key', ['audit_id', 'tenant_key'])
    .execute()
}

async function createAssessments({ schema }: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await numbered(schema.createTable('mfa_gate_assessment'), types)
    .addColumn('audit_id', 'text', (column) => column.references('mfa_gate_audit.id'))
    .addColumn('tenant_key', 'text', (column) => column.notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('tenant_name', 'text')
    .addColumn('tags', typed(types.json), (column) => column.notNull())
    .addColumn('judged_at', typed(types.moment), (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason_code', 'text')
    .addColumn('reason_what', 'text')
    .addColumn('reason_todo', 'text')
    .addUniqueConstraint('mfa_gate_assessment_once', ['audit_id', 'tenant_key'])
    .execute()
  const index = (name: string) => schema.createIndex(`mfa_gate_assessment_${name}`).on('mfa_gate_assessment')
  await index('by_tenant').columns(['tenant_id', 'judged_at']).execute()
  await index('by_key').columns(['tenant_key', 'tenant_id']).execute()
  await index('by_moment').columns(['judged_at', 'id']).execute()
  await schema
    .createTable('mfa_gate_report')
    .addColumn('assessment_id', types.id, (column) =>
      column.primaryKey().references('mfa_gate_assessment.id').onDelete('cascade'),
    )
    .addColumn('report', typed(types.json), (column) => column.notNull())
    .execute()
}

async function createVerdicts({ schema }: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await schema
    .createTable('mfa_gate_verdict')
    .addColumn('assessment_id', types.id, (column) =>
      column.notNull().references('mfa_gate_assessment.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('segment', 'text', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('effect', 'text', (column) => column.notNull())
    .addColumn('waived', 'integer', (column) => column.notNull())
    .addColumn('count', types.users)
    .addColumn('population', types.users)
    .addColumn('minimum_scaled', 'integer', (column) => column.notNull())
    .addColumn('reason_code', 'text')
    .addPrimaryKeyConstraint('mfa_gate_verdict_key', ['assessment_id', 'position'])
    .execute()
}

/** An id that the database counts up and never uses again. */
function numbered<T extends string, C extends string>(
  table: CreateTableBuilder<T, C>,
  { id }: ColumnTypes,
): CreateTableBuilder<T, C | 'id'> {
  return table.addColumn('id', id, (column) =>
    id === 'bigint'
      ? column.generatedByDefaultAsIdentity().primaryKey()
      : column.autoIncrement().primaryKey(),
  )
}

function typed(type: string): Expression<unknown> {
  return sql.raw(type)
}
