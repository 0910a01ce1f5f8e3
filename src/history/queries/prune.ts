import type { ExpressionBuilder } from 'kysely'
import type { Pruned } from '../history.ts'
import type { Database, Tables } from '../tables/tables.ts'

/** What was judged before `before`, counted and, unless it is a dry run, removed in one transaction. */
export async function prune(db: Database, before: Date, dryRun: boolean): Promise<Pruned> {
  const moment = before.toISOString()
  if (dryRun) return countOld(db, moment)
  return db.transaction().execute(async (transaction) => {
    const counted = await countOld(transaction, moment)
    // Verdicts and reports go with their assessment, planned tenants with their audit.
    await transaction.deleteFrom('mfa_gate_assessment').where('judged_at', '<', moment).execute()
    await transaction
      .deleteFrom('mfa_gate_audit')
      .where('started_at', '<', moment)
      .where(leftNothing(moment))
      .execute()
    return counted
  })
}

async function countOld(db: Database, moment: string): Promise<Pruned> {
  const assessments = await db
    .selectFrom('mfa_gate_assessment')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('judged_at', '<', moment)
    .executeTakeFirstOrThrow()
  const verdicts = await db
    .selectFrom('mfa_gate_verdict as verdict')
    .innerJoin('mfa_gate_assessment as assessment', 'assessment.id', 'verdict.assessment_id')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('assessment.judged_at', '<', moment)
    .executeTakeFirstOrThrow()
  const audits = await db
    .selectFrom('mfa_gate_audit')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('started_at', '<', moment)
    .where(leftNothing(moment))
    .executeTakeFirstOrThrow()
  return { assessments: assessments.rows, verdicts: verdicts.rows, audits: audits.rows }
}

/** An audit all of whose assessments are older, whether they have been removed yet or not. */
function leftNothing(moment: string) {
  return ({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'mfa_gate_audit'>) =>
    not(
      exists(
        selectFrom('mfa_gate_assessment as left')
          .select('left.id')
          .whereRef('left.audit_id', '=', 'mfa_gate_audit.id')
          .where('left.judged_at', '>=', moment),
      ),
    )
}
