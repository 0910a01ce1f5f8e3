import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { writePages } from '../../src/cli/audit/write-pages.ts'
import type { TrendPoint } from '../../src/rules/trend-point.ts'
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
      assert.deepEqual(await writePages(folder, reports, { audit, lookUp }), [])
      assert.equal(readdirSync(folder).filter((name) => name.startsWith('tenant-')).length, 3)
      const drawn = readFileSync(join(folder, 'index.html'), 'utf8').match(/spark-[0-9a-f]{12}/g)
      assert.equal(new Set(drawn).size, 3)
      assert.ok(Math.max(...held) <= 1, held.join())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
