import assert from 'node:assert/strict'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { sharedPostgres } from './support/postgres-server.ts'

/** How PostgreSQL would look something up among the assessments of thousands of tenants. */
describe('Among the assessments of many tenants', () => {
  it('the trend of one and what is rare are looked up by indexes alone', async function () {
    const server = await sharedPostgres()
    if ('impossible' in server) return this.skip()
    const url = await server.freshDatabase()
    await (await openHistory(parseLocation(url, '/', '--history'), 'write')).close()
    const database = new URL(url).pathname.slice(1)
    await server.run(
      `insert into mfa_gate_assessment (tenant_key, tenant_id, tenant_name, tags, judged_at, outcome)
       select 'key-' || n, 'id-' || n, 'Tenant ' || n, '{}', timestamptz '2026-01-01' + day * interval '1 day', 'pass'
         from generate_series(1, 2000) n, generate_series(1, 10) day`,
      database,
    )
    await server.run('analyze', database)
    const planOf = async (query: string): Promise<string> => {
      const plan = await server.run(`explain ${query}`, database)
      return plan.map((row) => String(row['QUERY PLAN'])).join('\n')
    }
    const trend = await planOf(
      `select judged_at from mfa_gate_assessment as assessment
        where (tenant_id = 'id-7' or tenant_key = 'id-7' or tenant_name = 'id-7') and judged_at >= '2026-01-01'`,
    )
    assert.match(trend, /BitmapOr/)
    assert.doesNotMatch(trend, /Seq Scan/)
    const rare = await planOf(
      `select id from mfa_gate_assessment as assessment where outcome = 'undetermined' order by judged_at desc, id desc limit 21`,
    )
    assert.match(rare, /Index (Only )?Scan.* mfa_gate_assessment_by_outcome/)
  })
})
