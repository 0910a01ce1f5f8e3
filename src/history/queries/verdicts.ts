import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Filter, KeptVerdict, VerdictLine } from '../history.ts'
import type { Database, Tables } from '../tables/tables.ts'
import { asked, labelColumns, type LabelRow, labelOf } from './label.ts'
import { paged } from './paged.ts'

const pageSize = 1_000

type Row = LabelRow & {
  readonly [Column in Exclude<keyof Tables['mfa_gate_verdict'], 'assessment_id'>]:
    Tables['mfa_gate_verdict'][Column] | null
}

/** Newest first; within an assessment as the rules document has them. */
export async function listVerdicts(db: Database, filter: Filter): Promise<readonly VerdictLine[]> {
  const rows: readonly Row[] = await lines(db, filter)
    .orderBy('assessment.judged_at', 'desc')
    .orderBy('assessment.id', 'desc')
    .orderBy('verdict.position')
    .$if(filter.limit !== undefined, (query) => query.limit(filter.limit ?? 0))
    .execute()
  return rows.map(lineOf)
}

/** Oldest first. */
export async function* eachVerdict(db: Database, filter: Filter): AsyncGenerator<VerdictLine> {
  const rows = paged<Row>(pageSize, filter.limit, (after, size) =>
    lines(db, filter)
      .$if(after !== undefined, (query) => query.where(behind(after)))
      .orderBy('assessment.judged_at')
      .orderBy('assessment.id')
      .orderBy('verdict.position')
      .limit(size)
      .execute(),
  )
  for await (const row of rows) yield lineOf(row)
}

function behind(after: Row | undefined): RawBuilder<SqlBool> {
  // An assessment without verdicts is one line, which nothing of the same assessment follows.
  return sql<SqlBool>`(assessment.judged_at, assessment.id, coalesce(verdict.position, 0)) > (${after?.judged_at}, ${after?.id}, ${after?.position ?? 0})`
}

function lines(db: Database, filter: Filter) {
  const { rule, outcome } = filter
  return db
    .selectFrom('mfa_gate_assessment as assessment')
    .leftJoin('mfa_gate_verdict as verdict', 'verdict.assessment_id', 'assessment.id')
    .select(labelColumns)
    .select(verdictColumns)
    .where(asked(filter))
    .$if(rule !== undefined, (query) => query.where('verdict.rule', '=', rule ?? ''))
    .$if(outcome !== undefined, (query) =>
      query.where(sql<SqlBool>`coalesce(verdict.verdict, assessment.outcome) = ${outcome}`),
    )
}

const verdictColumns = [
  'verdict.position',
  'verdict.rule',
  'verdict.segment',
  'verdict.measure',
  'verdict.verdict',
  'verdict.effect',
  'verdict.waived',
  'verdict.count',
  'verdict.population',
  'verdict.minimum_scaled',
  'verdict.reason_code',
] as const

function lineOf(row: Row): VerdictLine {
  return { ...labelOf(row), verdict: verdictOf(row) }
}

function verdictOf(row: Row): KeptVerdict | null {
  const { rule, segment, measure, verdict: kind, effect, minimum_scaled: minimumScaled } = row
  if (rule === null || segment === null || measure === null || kind === null) return null
  if (effect === null || minimumScaled === null) return null
  return {
    ...{ rule, segment, measure, kind, effect, minimumScaled },
    waived: row.waived === 1,
    count: row.count,
    population: row.population,
    reasonCode: row.reason_code,
  }
}
