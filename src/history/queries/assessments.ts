import { sql } from 'kysely'
import type { Filter, KeptAssessment } from '../history.ts'
import type { Database } from '../tables/tables.ts'
import { parseReport, parseTags } from './kept-json.ts'
import { asked, behind, labelColumns, type LabelRow, labelOf, simulatedColumn } from './label.ts'
import { first, pagesOf } from './paged.ts'

/** A report has some kilobytes. */
const pageSize = 100

type Row = LabelRow & { readonly tags: string; readonly report: string | null }

/** Oldest first. */
export function eachAssessment(db: Database, filter: Filter): AsyncGenerator<KeptAssessment> {
  return first(filter.limit, allAssessments(db, filter))
}

async function* allAssessments(db: Database, filter: Filter): AsyncGenerator<KeptAssessment> {
  const pages = pagesOf<Row>((after) =>
    whole(db, filter)
      .$if(after !== undefined, (query) => query.where(behind(after)))
      .orderBy('assessment.judged_at')
      .orderBy('assessment.id')
      .limit(pageSize)
      .execute(),
  )
  for await (const page of pages) for (const row of page) yield keptOf(row)
}

/** By display name, or key. */
export async function latestPerTenant(db: Database): Promise<readonly KeptAssessment[]> {
  const rows: readonly Row[] = await whole(db, {})
    .where(
      'assessment.id',
      'in',
      db
        .selectFrom(
          db
            .selectFrom('mfa_gate_assessment')
            .select((eb) => [
              'id',
              eb.fn
                .agg<number>('row_number')
                .over((over) =>
                  over.partitionBy('tenant_id').orderBy('judged_at', 'desc').orderBy('id', 'desc'),
                )
                .as('age'),
            ])
            .as('aged'),
        )
        .select('aged.id')
        .where('aged.age', '=', 1),
    )
    .execute()
  const name = ({ tenantName, tenantKey }: KeptAssessment): string => tenantName ?? tenantKey
  return rows.map(keptOf).sort((a, b) => name(a).localeCompare(name(b), 'en'))
}

function whole(db: Database, filter: Filter) {
  const { rule, outcome } = filter
  return db
    .selectFrom('mfa_gate_assessment as assessment')
    .leftJoin('mfa_gate_report as report', 'report.assessment_id', 'assessment.id')
    .select(labelColumns)
    .select(simulatedColumn)
    .select(['assessment.tags', 'report.report'])
    .where(asked(filter))
    .$if(outcome !== undefined, (query) => query.where('assessment.outcome', '=', sql<'pass'>`${outcome}`))
    .$if(rule !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('mfa_gate_verdict as verdict')
            .select('verdict.position')
            .whereRef('verdict.assessment_id', '=', 'assessment.id')
            .where('verdict.rule', '=', rule ?? ''),
        ),
      ),
    )
}

function keptOf(row: Row): KeptAssessment {
  const report = row.report === null ? null : parseReport(row.report, row.id)
  return { ...labelOf(row), tags: parseTags(row.tags, row.id), report }
}
