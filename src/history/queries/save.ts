import { oneLine } from '../../report/plain.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import type { Entry, Reason } from '../history.ts'
import { impersonalJson, impersonalText } from '../impersonal.ts'
import type { Database, Tables } from '../tables/tables.ts'
import { tenantRead } from '../../report/report.ts'
import { inChunks } from './chunks.ts'
import { methodCells } from './methods.ts'

/** All of them or none. */
export async function saveAll(db: Database, entries: readonly Entry[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const entry of entries) await saveIn(transaction, entry)
  })
}

export async function save(db: Database, entry: Entry): Promise<'saved' | 'already-saved'> {
  return db.transaction().execute((transaction) => saveIn(transaction, entry))
}

async function saveIn(transaction: Database, entry: Entry): Promise<'saved' | 'already-saved'> {
  const report = 'report' in entry ? entry.report : undefined
  const key = entry.tenant.key.toLowerCase()
  const known = (entry.tenant.id ?? (report && tenantRead(report)))?.toLowerCase()
  const tenantId = known ?? (await idSeenBefore(transaction, key)) ?? key
  const row = await transaction
    .insertInto('mfa_gate_assessment')
    .values({ ...labelOf(entry), ...answerOf(entry), tenant_key: key, tenant_id: tenantId })
    .onConflict((conflict) => conflict.columns(['audit_id', 'tenant_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return 'already-saved'
  if (report !== undefined) await saveReport(transaction, row.id, report)
  if (known !== undefined && known !== key) await nameEarlier(transaction, key, known)
  return 'saved'
}

async function idSeenBefore(db: Database, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('mfa_gate_assessment')
    .select('tenant_id')
    .where('tenant_key', '=', key)
    .where('tenant_id', '<>', key)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.tenant_id
}

/** A tenant that could not be signed in to at first had only the key it was asked for by. */
async function nameEarlier(db: Database, key: string, tenantId: string): Promise<void> {
  await db
    .updateTable('mfa_gate_assessment')
    .set({ tenant_id: tenantId })
    .where('tenant_key', '=', key)
    .where('tenant_id', '=', key)
    .execute()
}

function labelOf({ auditId, tenant }: Entry) {
  const { name, tags = {} } = tenant
  return {
    audit_id: auditId ?? null,
    tenant_name: name === undefined ? null : oneLine(name),
    // Half a character would be refused when the history is read.
    tags: JSON.stringify(Object.fromEntries(Object.entries(tags).map(wellFormed))),
  }
}

const wellFormed = ([key, value]: [string, string]) => [key.toWellFormed(), value.toWellFormed()] as const

function answerOf(entry: Entry) {
  if ('report' in entry)
    return { judged_at: momentOf(entry.report.judgedAt), outcome: entry.report.outcome, ...reasonColumns() }
  return {
    judged_at: entry.failedAt.toISOString(),
    outcome: 'undetermined' as const,
    ...reasonColumns(entry.reason),
  }
}

/** With milliseconds, so that texts sort as moments do. */
function momentOf(iso: string): string {
  return new Date(iso).toISOString()
}

function reasonColumns(reason?: Reason) {
  return {
    reason_code: reason?.code ?? null,
    reason_what: reason === undefined ? null : impersonalText(oneLine(reason.what)),
    reason_todo: reason === undefined ? null : impersonalText(oneLine(reason.todo)),
  }
}

async function saveReport(db: Database, id: number, report: AssessmentReport): Promise<void> {
  await db
    .insertInto('mfa_gate_report')
    .values({ assessment_id: id, report: impersonalJson(report) })
    .execute()
  const rows = report.verdicts.map((verdict, position) => verdictRow(verdict, id, position))
  for (const chunk of inChunks(rows)) await db.insertInto('mfa_gate_verdict').values(chunk).execute()
}

type ReportedVerdict = AssessmentReport['verdicts'][number]

function verdictRow(reported: ReportedVerdict, id: number, position: number): Tables['mfa_gate_verdict'] {
  const { rule, verdict, effect, waived, count, possibly, population, reason } = reported
  return {
    assessment_id: id,
    position,
    rule: oneLine(rule.id),
    segment: rule.segment ?? 'all',
    measure: rule.measure,
    verdict,
    effect,
    waived: waived ? 1 : 0,
    count: count ?? null,
    population: population ?? null,
    // Exact again: a minimum has at most six decimals of a percent.
    minimum_scaled: Math.round(rule.minimumPercent * 1_000_000),
    reason_code: reason?.code ?? null,
    possibly: possibly ?? null,
    ...methodCells(reported),
  }
}
