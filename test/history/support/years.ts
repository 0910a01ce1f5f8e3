import { contoso, reportWith } from './reports.ts'

/** The id of the n-th tenant of a history that was made by SQL. */
export function tenantIdOf(n: number): string {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-00000000000a`
}

interface Years {
  readonly tenants: number
  readonly days: number
}

/** Days that have whole reports too, which a list and a trend do not look at. */
const reportedDays = 7

/**
 * Fills a history with an audit for each day that ended yesterday, two rules a tenant; one tenant in ten is below the
 * minimum. A hundred times as fast as keeping it.
 */
export async function seedYears(
  run: (sql: string) => Promise<unknown>,
  { tenants, days }: Years,
): Promise<void> {
  const template = JSON.stringify(await reportWith({ registered: 97 })).replaceAll("'", "''")
  for (let first = days; first > 0; first -= 50) {
    const last = Math.max(1, first - 49)
    await run(`
      insert into mfa_gate_audit
      select 'day-' || ago, date_trunc('day', now()) - ago * interval '1 day', now(), 'plan' from generate_series(${last}, ${first}) ago;
      insert into mfa_gate_assessment (audit_id, tenant_key, tenant_id, tenant_name, tags, judged_at, outcome)
      select 'day-' || ago, id, id, 'Tenant ' || n, '{}', date_trunc('day', now()) - ago * interval '1 day' + n * interval '1 second',
             case when n % 10 = 0 then 'violation' else 'pass' end
        from generate_series(${last}, ${first}) ago, generate_series(1, ${tenants}) n,
             lateral (select lpad(to_hex(n), 8, '0') || '${tenantIdOf(0).slice(8)}' as id) named
       order by ago desc, n`)
  }
  await run(`
    insert into mfa_gate_verdict (assessment_id, position, rule, segment, measure, verdict, effect, waived, count, population, minimum_scaled)
    select id, at, rule, 'all', measure, verdict, case verdict when 'pass' then 'none' else 'stop' end, 0,
           case verdict when 'pass' then 960 else 940 end + id % 7, 1000, minimum
      from mfa_gate_assessment, lateral (values (0, 'mfa', 'mfaRegistered', outcome, 95000000), (1, 'sspr', 'ssprRegistered', 'pass', 10000000))
           as rules (at, rule, measure, verdict, minimum)
     order by id, at;
    insert into mfa_gate_report
    select id, replace('${template}', '${contoso}', tenant_id)::json from mfa_gate_assessment
     where judged_at > now() - interval '${reportedDays} days'`)
  await run('analyze')
}
