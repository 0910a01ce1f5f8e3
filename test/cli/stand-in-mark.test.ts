import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssessmentReport } from '../../src/schemas/assessment-report.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

describe('An answer beside a stand-in that could not be determined', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-mark-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('has its mark in the report, the history, the audit and the evidence', async () => {
    await using tenant = await startTenant(
      scenarioFromOptions({ population: 100, registered: 96, faults: ['report:licence-403'] }),
    )
    const run = (...args: readonly string[]) =>
      runCli(args, { ...cleanEnvironment(), ...tenant.environment }, { cwd: folder })
    const checked = await run('check', '--format', 'json=mfa.json', '--history', 'history.db')
    assert.equal(checked.exitCode, 3, checked.stdout + checked.stderr)
    const report = JSON.parse(readFileSync(join(folder, 'mfa.json'), 'utf8')) as AssessmentReport
    assert.equal(report.simulated, true)
    assert.match((await run('history', 'list', '--history', 'history.db')).stdout, /SIMULATED/)
    const audited = await run('audit', '--format', 'text', '--format', 'html=pages')
    assert.match(audited.stdout, /SIMULATED/)
    const index = readFileSync(join(folder, 'pages', 'index.html'), 'utf8')
    assert.match(
      index,
      /judged \d{4}-\d\d-\d\d [\d:]+ UTC<\/p><p><strong>Made up: a stand-in, not Microsoft</,
    )
    assert.equal((await run('evidence', '--output', 'bundle.zip')).exitCode, 3)
    const verified = await run('evidence', 'verify', 'bundle.zip', '--allow-unsigned', '--allow-simulated')
    assert.equal(verified.exitCode, 0, verified.stdout + verified.stderr)
  })
})
