import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tenantsEvidence } from '../../src/cli/audit/evidence-of-tenants.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { type AuditBench, openAuditBench, tenantOf } from '../support/audit-run.ts'
import { audit, auditReport } from '../report/html/sample-pages.ts'
import { runCli, unusedEffects } from '../support/run-cli.ts'

describe('What a command has written', function () {
  this.timeout(60_000)

  it('is told by a check, which keeps silent with --quiet', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 50 }))
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-written-'))
    try {
      const run = (...args: string[]) =>
        runCli(
          ['check', '--format', 'json=a.json', '--format', 'markdown=b.md', '--history', 'h.db', ...args],
          tenant.environment,
          { cwd: folder },
        )
      assert.equal(
        (await run()).stderr,
        'mfa-gate: wrote a.json (json), b.md (markdown).\nmfa-gate: kept the answer in the history h.db.\n',
      )
      assert.equal((await run('--quiet')).stderr, '')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  describe('by an audit', () => {
    let bench: AuditBench
    before(async () => {
      bench = await openAuditBench([tenantOf('Contoso <x>', 980), tenantOf('Fabrikam', 500)])
    })
    after(() => bench[Symbol.asyncDispose]())

    it('is told, file by file, with an index beside the evidence bundles', async () => {
      const ran = await bench.run([
        ...['--format', 'csv=a.csv', '--format', 'html=pages', '--format', 'text'],
        ...['--evidence', 'evidence', '--history', 'h.db'],
      ])
      assert.equal(ran.exitCode, 1, ran.stderr)
      for (const messages of [
        'wrote a.csv (csv)',
        `wrote a page for each tenant into pages; begin with ${join('pages', 'index.html')}`,
        `wrote evidence bundles of 2 tenants into evidence; ${join('evidence', 'index.md')} lists them`,
        'kept the answers in the history h.db',
      ])
        assert.ok(ran.stderr.includes(`mfa-gate: ${messages}.\n`), `${messages}\n${ran.stderr}`)
      for (const file of ['a.csv', 'pages/index.html', 'evidence/index.md', 'h.db'])
        assert.ok(existsSync(join(bench.folder, file)), file)
    })

    it('the index has each bundle with its tenant, outcome and digest, and how to check it', () => {
      const index = readFileSync(join(bench.folder, 'evidence/index.md'), 'utf8')
      assert.match(index, /Audited 2 tenants: 1 passed, 1 refused\./)
      assert.match(index, /mfa-gate evidence verify FILE --allow-unsigned/)
      assert.ok(!index.includes('<x>') || index.includes('\\<x>'), index)
      for (const [at, outcome] of [
        [0, 'passed'],
        [1, 'refused'],
      ] as const) {
        const file = `${bench.tenants.directories[at]?.tenantId ?? ''}.zip`
        const digest = createHash('sha256')
          .update(readFileSync(join(bench.folder, 'evidence', file)))
          .digest('hex')
        const row = index.split('\n').find((line) => line.includes(file)) ?? ''
        assert.ok(row.includes(outcome) && row.includes(digest), index)
      }
    })

    it('the index passes over a bundle that another audit has left of a tenant without one', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-index-'))
      try {
        const report = await auditReport({ name: 'Contoso' })
        const { tenant } = report
        const defect = { ...report, assessment: undefined, outcome: 'defect' } as const
        writeFileSync(join(folder, `${tenant.key}.zip`), 'of yesterday')
        const effects = { ...unusedEffects(), directory: folder }
        const rowOf = async (earlier: boolean) => {
          const evidence = await tenantsEvidence(effects, { evidence: '.' })
          await evidence?.close([{ ...defect, earlier }], audit)
          const index = readFileSync(join(folder, 'index.md'), 'utf8')
          return index.split('\n').find((line) => line.includes(tenant.key)) ?? index
        }
        assert.match(await rowOf(false), new RegExp(`no ${tenant.key}\\.zip of this audit`))
        const left = createHash('sha256').update('of yesterday').digest('hex')
        assert.ok((await rowOf(true)).includes(left), 'the earlier part of this audit has written it')
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })
})
