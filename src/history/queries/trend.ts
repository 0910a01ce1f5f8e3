import type { TrendPoint } from '../../rules/trend-point.ts'
import type { TrendFilter } from '../history.ts'
import type { Database } from '../tables/tables.ts'
import { asked } from './label.ts'
import { methodColumns, methodsIn } from './methods.ts'

/** Oldest first; within an assessment as the rules document has them. */
export async function trend(db: Database, filter: TrendFilter): Promise<readonly TrendPoint[]> {
  const rows = await db
    .selectFrom('mfa_gate_assessment as assessment')
    .innerJoin('mfa_gate_verdict as verdict', 'verdict.assessment_id', 'assessment.id')
    .select([
      'assessment.judged_at as judgedAt',
      'assessment.tenant_id as tenantId',
      'verdict.rule',
      'verdict.segment',
      'verdict.measure',
      'verdict.verdict',
      'verdict.waived',
      'verdict.count',
      'verdict.population',
      'verdict.minimum_scaled as scaled',
    ])
    .select(methodColumns)
    .where(asked(filter))
    .orderBy('assessment.judged_at')
    .orderBy('assessment.id')
    .orderBy('verdict.position')
    .execute()
  return rows.map(({ judgedAt, tenantId, rule, segment, measure, verdict, count, population, ...row }) => ({
    ...{ judgedAt, tenantId, rule, segment, measure, verdict, count, population },
    waived: row.waived === 1,
    minimumPercent: percentOf(row.scaled),
    methods: methodsIn(row),
  }))
}

/** Exact, as millionths have six decimals. */
export function percentOf(scaled: number): number {
  return scaled / 1_000_000
}
