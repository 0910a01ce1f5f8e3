import assert from 'node:assert/strict'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { sharedPostgres } from './support/postgres-server.ts'

/** How PostgreSQL would look up the trend of one tenant, by whichever of its names, among those of thousands. */
describe('The trend of one tenant among many', () => {
  it('is looked up by indexes alone, whether by id, key or name', async function () {
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
    const plan = await server.run(
      `explain select judged_at from mfa_gate_assessment as assessment
        where (tenant_id = 'id-7' or tenant_key = 'id-7' or tenant_name = 'id-7') and judged_at >= '2026-01-01'`,
      database,
    )
    const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n')
    assert.match(text, /BitmapOr/)
    assert.doesNotMatch(text, /Seq Scan/)
  })
})
