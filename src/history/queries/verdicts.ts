import { type SqlBool, sql } from 'kysely'
import { type Outcome, outcomeFrom } from '../../rules/outcome.ts'
import type { Filter, KeptVerdict, VerdictLine } from '../history.ts'
import type { Database, Tables } from '../tables/tables.ts'
import { asked, behind, labelColumns, type LabelRow, labelOf, simulatedColumn } from './label.ts'
import { inChunks } from './chunks.ts'
import { methodColumns, methodsIn } from './methods.ts'
import { first, pagesOf } from './paged.ts'

/** Of assessments. */
const pageSize = 500

type VerdictRow = Tables['mfa_gate_verdict']

/** A row of the join; all of the verdict is null where there is none. */
type Row = Omit<LabelRow, 'simulated'> & { readonly [Column in keyof VerdictRow]: VerdictRow[Column] | null }

/** Newest first; within an assessment as the rules document has them. */
export async function listVerdicts(db: Database, filter: Filter): Promise<readonly VerdictLine[]> {
  const { rule, outcome, limit } = filter
  const rows: readonly Row[] = await db
    .selectFrom('mfa_gate_assessment as assessment')
    .leftJoin('mfa_gate_verdict as verdict', 'verdict.assessment_id', 'assessment.id')
    .select(labelColumns)
    .select(verdictColumns)
    .where(asked(filter))
    .$if(rule !== undefined, (query) => query.where('verdict.rule', '=', rule ?? ''))
    .$if(outcome !== undefined, (query) =>
      query.where(sql<SqlBool>`coalesce(verdict.verdict, assessment.outcome) = ${outcome}`),
    )
    .orderBy('assessment.judged_at', 'desc')
    .orderBy('assessment.id', 'desc')
    .orderBy('verdict.position')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  const assessments = [...new Map(rows.map((row) => [row.id, row])).values()]
  const ids = assessments.map(({ id }) => id)
  const [answers, marks] = [await answersOf(db, ids), await marksOf(db, ids)]
  const labels = new Map(
    assessments.map((row) => [
      row.id,
      {
        ...labelOf({ ...row, simulated: marks.get(row.id) ?? 0 }),
        summary: summaryOf(row, answers.get(row.id)),
      },
    ]),
  )
  return rows.flatMap((row) => {
    const label = labels.get(row.id)
    return label === undefined ? [] : [{ ...label, verdict: isVerdict(row) ? verdictOf(row) : null }]
  })
}

/** What all rules of these assessments answered, also those that a filter leaves out. */
async function answersOf(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Answers[]>> {
  const rows: Answers[] = []
  for (const chunk of inChunks(ids)) {
    rows.push(
      ...(await db
        .selectFrom('mfa_gate_verdict as verdict')
        .select(['verdict.assessment_id', 'verdict.verdict', 'verdict.effect', 'verdict.waived'])
        .where('verdict.assessment_id', 'in', [...chunk])
        .execute()),
    )
  }
  return Map.groupBy(rows, (row) => row.assessment_id)
}

/** Once an assessment and not once a verdict, as a whole report is searched for each. */
async function marksOf(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const marks = new Map<number, number>()
  for (const chunk of inChunks(ids)) {
    const rows = await db
      .selectFrom('mfa_gate_assessment as assessment')
      .select('assessment.id')
      .select(simulatedColumn)
      .where('assessment.id', 'in', [...chunk])
      .execute()
    for (const { id, simulated } of rows) marks.set(id, simulated)
  }
  return marks
}

type Answers = Pick<VerdictRow, 'assessment_id' | 'verdict' | 'effect' | 'waived'>

function summaryOf(
  { failed_code: failed }: Pick<LabelRow, 'failed_code'>,
  answers: readonly Answers[] = [],
): Outcome {
  if (failed !== null) return 'undetermined'
  return outcomeFrom(
    answers.map(({ verdict, effect, waived }) => ({ kind: verdict, effect, waived: waived === 1 })),
  )
}

/** Oldest first. */
export function eachVerdict(db: Database, filter: Filter): AsyncGenerator<VerdictLine> {
  return first(filter.limit, allVerdicts(db, filter))
}

async function* allVerdicts(db: Database, filter: Filter): AsyncGenerator<VerdictLine> {
  const labels = pagesOf<LabelRow>((after) =>
    db
      .selectFrom('mfa_gate_assessment as assessment')
      .select(labelColumns)
      .select(simulatedColumn)
      .where(asked(filter))
      .$if(after !== undefined, (query) => query.where(behind(after)))
      .orderBy('assessment.judged_at')
      .orderBy('assessment.id')
      .limit(pageSize)
      .execute(),
  )
  for await (const page of labels) yield* linesOf(page, await verdictsOf(db, page), filter)
}

async function verdictsOf(
  db: Database,
  page: readonly LabelRow[],
): Promise<ReadonlyMap<number, readonly VerdictRow[]>> {
  if (page.length === 0) return new Map()
  const ids = page.map(({ id }) => id)
  const rows = await db
    .selectFrom('mfa_gate_verdict as verdict')
    .select(verdictColumns)
    .where('verdict.assessment_id', 'in', ids)
    .orderBy('verdict.position')
    .execute()
  return Map.groupBy(rows, (row) => row.assessment_id)
}

function* linesOf(
  page: readonly LabelRow[],
  verdicts: ReadonlyMap<number, readonly VerdictRow[]>,
  { rule, outcome }: Filter,
): Generator<VerdictLine> {
  for (const row of page) {
    const found = verdicts.get(row.id)?.map(verdictOf) ?? [null]
    const summary = summaryOf(row, verdicts.get(row.id))
    for (const verdict of found) {
      const fits =
        (rule === undefined || verdict?.rule === rule) &&
        (outcome === undefined || (verdict?.kind ?? row.outcome) === outcome)
      if (fits) yield { ...labelOf(row), summary, verdict }
    }
  }
}

const verdictColumns = [
  'verdict.assessment_id',
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
  'verdict.possibly',
  ...methodColumns,
] as const

function isVerdict(row: Row): row is Row & VerdictRow {
  return row.assessment_id !== null
}

function verdictOf(row: VerdictRow): KeptVerdict {
  const { rule, segment, measure, effect, count, population, possibly } = row
  return {
    ...{ rule, segment, measure, effect, count, population, possibly },
    kind: row.verdict,
    waived: row.waived === 1,
    minimumScaled: row.minimum_scaled,
    reasonCode: row.reason_code,
    methods: methodsIn(row),
  }
}
