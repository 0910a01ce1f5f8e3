import { ruleAnswerOf } from '../../rules/outcome.ts'
import type { KeptVerdict, VerdictLine } from '../history.ts'
import { percentOf } from '../queries/trend.ts'

/** What a cell of a column holds. */
export type ColumnKind = 'moment' | 'text' | 'users' | 'number' | 'yes-no'

/** The columns of a verdict outside the gate, in this order; the names are promised to users. */
export const flatColumns = {
  judged_at: 'moment',
  tenant_id: 'text',
  tenant_key: 'text',
  tenant_name: 'text',
  audit_id: 'text',
  outcome: 'text',
  rule: 'text',
  segment: 'text',
  measure: 'text',
  verdict: 'text',
  effect: 'text',
  waived: 'yes-no',
  count: 'users',
  population: 'users',
  minimum_percent: 'number',
  reason: 'text',
  answer: 'text',
  summary: 'text',
  simulated: 'yes-no',
  possibly: 'users',
  device_bound: 'users',
  synced: 'users',
  other_mfa: 'users',
  phone_only: 'users',
  no_method: 'users',
  not_classified: 'users',
} as const satisfies Readonly<Record<string, ColumnKind>>

interface CellOf {
  readonly moment: string
  readonly text: string
  readonly users: number
  readonly number: number
  readonly 'yes-no': boolean
}

/** A verdict as one row of cells. */
export type FlatLine = {
  readonly [Name in keyof typeof flatColumns]: CellOf[(typeof flatColumns)[Name]] | null
}

/** An assessment without verdicts has null in the columns of the verdict, and its reason. */
export function flatLine({ verdict, reason, ...label }: VerdictLine): FlatLine {
  return {
    judged_at: label.judgedAt,
    tenant_id: label.tenantId,
    tenant_key: label.tenantKey,
    tenant_name: label.tenantName,
    audit_id: label.auditId,
    outcome: label.outcome,
    ...(verdict === null ? { ...noVerdict, reason: reason?.code ?? null } : verdictCells(verdict)),
    answer: verdict === null ? null : ruleAnswerOf(verdict),
    summary: label.summary,
    simulated: label.simulated,
    possibly: verdict?.possibly ?? null,
    ...methodCells(verdict?.methods ?? null),
  }
}

function methodCells(methods: KeptVerdict['methods']) {
  return {
    device_bound: methods?.deviceBound ?? null,
    synced: methods?.synced ?? null,
    other_mfa: methods?.otherMfa ?? null,
    phone_only: methods?.phone ?? null,
    no_method: methods?.none ?? null,
    not_classified: methods?.unclassified ?? null,
  }
}

function verdictCells({ kind, minimumScaled, reasonCode, ...verdict }: KeptVerdict) {
  const { rule, segment, measure, effect, waived, count, population } = verdict
  const minimum = { minimum_percent: percentOf(minimumScaled) }
  return {
    rule,
    segment,
    measure,
    verdict: kind,
    effect,
    waived,
    count,
    population,
    ...minimum,
    reason: reasonCode,
  }
}

const noVerdict = {
  rule: null,
  segment: null,
  measure: null,
  verdict: null,
  effect: null,
  waived: null,
  count: null,
  population: null,
  minimum_percent: null,
}

export async function* flatLines(lines: AsyncIterable<VerdictLine>): AsyncGenerator<FlatLine> {
  for await (const line of lines) yield flatLine(line)
}
