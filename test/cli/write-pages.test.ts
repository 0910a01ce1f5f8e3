import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { outputAudit } from '../../src/cli/audit/output-audit.ts'
import { writePages } from '../../src/cli/audit/write-pages.ts'
import { tenantsPageParts } from '../../src/report/html/tenants-page.ts'
import type { TrendPoint } from '../../src/rules/trend-point.ts'
import { unusedEffects } from '../support/run-cli.ts'
import { audit, auditReport, historyOf } from '../report/html/sample-pages.ts'

describe('The pages of an audit', () => {
  it('show the trend of every tenant, and hold that of one in memory', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-pages-'))
    try {
      const report = await auditReport({ name: 'Contoso' })
      const reports = Array.from({ length: 3 }, (_, index) => {
        const id = `0b1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`
        return { ...report, tenant: { ...report.tenant, key: id, id } }
      })
      const looked: WeakRef<readonly TrendPoint[]>[] = []
      const held: number[] = []
      const lookUp = async (): Promise<readonly TrendPoint[]> => {
        await setImmediate()
        collect()
        held.push(looked.filter((one) => one.deref() !== undefined).length)
        const trend = historyOf(report, 10)
        looked.push(new WeakRef(trend))
        return trend
      }
      assert.deepEqual((await writePages([folder], reports, { audit, lookUp })).problems, [[]])
      assert.equal(readdirSync(folder).filter((name) => name.startsWith('tenant-')).length, 3)
      const drawn = readFileSync(join(folder, 'index.html'), 'utf8').match(/spark-[0-9a-f]{12}/g)
      assert.equal(new Set(drawn).size, 3)
      assert.ok(Math.max(...held) <= 1, held.join())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('look up each trend once, however many pages and files show it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-pages-'))
    try {
      const report = await auditReport({ name: 'Contoso' })
      let looked = 0
      const history = {
        trend: async () => {
          looked += 1
          return historyOf(report, 10)
        },
      }
      const targets = (['a', 'b', 'all.html'] as const).map((file) => ({ format: 'html', file }) as const)
      const occasion = { targets, reports: [report], occasion: { audit } }
      const time = { left: () => 5_000, next: () => undefined, ofTenant: () => () => 5_000 }
      await outputAudit({ ...unusedEffects(), directory: folder }, occasion, { history, time })
      assert.equal(looked, 1)
      for (const file of ['a/index.html', 'b/index.html', 'all.html'])
        assert.match(readFileSync(join(folder, file), 'utf8'), /spark-[0-9a-f]{12}/, file)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('link each tenant to its page, whatever its name holds, and are written although one folder cannot be', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-pages-'))
    try {
      const report = await auditReport({ name: 'Contoso' })
      const reports = [{ ...report, tenant: { ...report.tenant, id: undefined, key: 'a\u0007b' } }]
      writeFileSync(join(folder, 'file'), '')
      const directories = [join(folder, 'file', 'below'), join(folder, 'pages')]
      const { problems } = await writePages(directories, reports, { audit, lookUp: async () => [] })
      assert.deepEqual(
        problems.map((sentences) => sentences.length),
        [3, 0],
      )
      const written = readdirSync(join(folder, 'pages'))
      const index = readFileSync(join(folder, 'pages', 'index.html'), 'utf8')
      const [link = ''] = /tenant-[^"]+\.html/.exec(index) ?? []
      assert.ok(written.includes(link), link)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('are written tenant by tenant, the page over all too', async () => {
    const report = await auditReport({ name: 'Contoso' })
    const reports = Array.from({ length: 20 }, (_, at) => ({
      ...report,
      tenant: { ...report.tenant, key: String(at), id: undefined },
    }))
    for (const pageOf of [() => 'page.html', undefined]) {
      const parts = [...tenantsPageParts(reports, { audit }, pageOf)]
      for (const part of parts) assert.ok(part.split(' data-sort=').length <= 2)
      assert.equal(parts.join('').split(' data-sort=').length, 21)
    }
  })
})
