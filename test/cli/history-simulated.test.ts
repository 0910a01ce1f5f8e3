import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import type { AssessmentReport } from '../../src/schemas/assessment-report.ts'
import { onEachBackend } from '../history/support/backends.ts'
import { contoso, fabrikam, reportWith } from '../history/support/reports.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

/** The same, as the embedded tenant would have answered. */
function simulated(report: AssessmentReport): AssessmentReport {
  const verdicts = report.verdicts.map((verdict) => ({
    ...verdict,
    reading: verdict.reading && { ...verdict.reading, simulated: true },
  }))
  return { ...report, verdicts }
}

onEachBackend('what a stand-in answered, in mfa-gate history', (fresh) => {
  let place: string
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-history-simulated-'))
    place = await fresh()
    const history = await openHistory(parseLocation(place, process.cwd(), '--history'), 'write')
    // A text of somebody's cannot make a mark, nor hide one.
    const quoted = await reportWith({ registered: 97, tenantId: fabrikam })
    await history.saveAll([
      { tenant: { key: contoso }, report: simulated(await reportWith({ registered: 97 })) },
      { tenant: { key: fabrikam }, report: { ...quoted, rulesOrigin: '"simulated":true' } },
    ])
    await history.close()
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const run = async (...args: readonly string[]): Promise<string> => {
    const ran = await runCli(
      ['history', ...args],
      { ...cleanEnvironment(), MFA_GATE_HISTORY: place },
      { cwd: folder },
    )
    assert.equal(ran.exitCode, 0, ran.stderr)
    return ran.stdout
  }
  const marksOf = (rows: readonly Record<string, unknown>[], tenant = 'tenant_id') =>
    new Set(rows.map((row) => `${String(row[tenant])} ${String(row['simulated'])}`))

  it('is marked in every line of the list', async () => {
    const lines = (await run('list')).split('\n')
    assert.equal(lines.filter((line) => line.includes(`SIMULATED ${contoso}`)).length, 2)
    assert.equal(lines.filter((line) => line.includes(' SIMULATED ')).length, 2)
  })

  it('is marked in every row of every export', async () => {
    const marked = new Set([`${contoso} true`, `${fabrikam} false`])
    const json = JSON.parse(await run('list', '--format', 'json')) as Record<string, unknown>[]
    assert.deepEqual(marksOf(json), marked)
    const whole = JSON.parse(await run('export', '--format', 'json')) as Record<string, unknown>[]
    assert.deepEqual(marksOf(whole, 'tenantId'), marked)
    const csv = parse<Record<string, unknown>>(await run('export'), { columns: true })
    assert.deepEqual(marksOf(csv), new Set([`${contoso} yes`, `${fabrikam} no`]))
    await run('export', '--format', 'parquet', '--output', 'out.parquet')
    assert.ok(readFileSync(join(folder, 'out.parquet')).length > 0)
    const file = await asyncBufferFromFile(join(folder, 'out.parquet'))
    assert.deepEqual(marksOf(await parquetReadObjects({ file })), marked)
  })
})
