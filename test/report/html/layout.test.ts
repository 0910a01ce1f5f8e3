import assert from 'node:assert/strict'
import { renderSummaryPage } from '../../../src/report/html/summary-page.ts'
import { renderTenantPage } from '../../../src/report/html/tenant-page.ts'
import { renderTenantsPage } from '../../../src/report/html/tenants-page.ts'
import { pageNameOf } from '../../../src/report/html/tenants/page-names.ts'
import { auditOutcomes } from '../../../src/schemas/outcome.ts'
import { browserPath, Viewer } from './browser.ts'
import { hardReport, hardTenants } from './hard-pages.ts'
import { layoutProblems } from './layout-problems.ts'
import { audit, auditReport, historyOf } from './sample-pages.ts'

/** A4 less the margins of the style sheet, at 96 dots an inch. */
const paper = { portrait: 703, landscape: 1032 }
const views = {
  ...Object.fromEntries([360, 768, 1024, 1280, 1920].map((width) => [`${width} px`, { width }])),
  'A4 portrait': { width: paper.portrait, print: true },
  'A4 landscape': { width: paper.landscape, print: true },
} as Readonly<Record<string, { readonly width: number; readonly print?: true }>>

const sizes = [5, 24, 200]
const pages = [
  ...sizes.map((tenants) => `${tenants}-tenants.html`),
  'tenant.html',
  'hard-tenant.html',
  'all.html',
  'summary.html',
]

describe('the layout of the pages', () => {
  let viewer: Viewer | undefined

  before(async function () {
    const path = browserPath()
    if (path === undefined) {
      if (process.env['CI']) throw new Error('no Chromium on this machine')
      this.skip()
    }
    viewer = await Viewer.open(path)
    for (const tenants of sizes) {
      const { reports, drawn } = await hardTenants(tenants)
      const page = renderTenantsPage(reports, { audit, drawn }, ({ tenant }) => pageNameOf(tenant))
      await viewer.put(`${tenants}-tenants.html`, page)
    }
    const { reports, drawn } = await hardTenants(8)
    await viewer.put('all.html', renderTenantsPage(reports, { audit, drawn }))
    const many = (await hardTenants(24)).reports
    await viewer.put('summary.html', renderSummaryPage(many, { audit, before: new Map() }))
    const report = await auditReport({ name: 'Contoso Retail' })
    await viewer.put(
      'tenant.html',
      renderTenantPage({ report, trend: historyOf(report), index: 'index.html' }),
    )
    const hard = await hardReport()
    await viewer.put('hard-tenant.html', renderTenantPage({ report: hard, trend: historyOf(hard, 60) }))
  })
  after(async () => viewer?.close())

  it('is tried with every outcome of an audit', async () => {
    const { reports } = await hardTenants(24)
    assert.deepEqual(new Set(reports.map(({ outcome }) => outcome)), new Set(auditOutcomes))
  })

  for (const name of pages) {
    it(`${name}: columns of 80 px and more, whole words, nothing beyond its place, at every size`, async () => {
      const { page } = await viewer!.see(name)
      await page.evaluate('for (const one of document.querySelectorAll(".card details")) one.open = true')
      for (const [view, { width, print }] of Object.entries(views)) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ media: print ? 'print' : 'screen' })
        assert.deepEqual(await layoutProblems(page), [], view)
      }
      await page.context().close()
    })
  }

  it('the names of tenants leave room for answers in a mail, however long they are', async () => {
    const { page } = await viewer!.see('summary.html', { viewport: { width: 360, height: 900 } })
    const left = await page.evaluate<number>('document.querySelector("td").getBoundingClientRect().left')
    assert.ok(left < 240, `the first answer stands at ${left} px`)
    await page.context().close()
  })

  describe('on paper', () => {
    const sheets = async (name: string, landscape: boolean): Promise<number> => {
      const { page } = await viewer!.see(name)
      const options = { format: 'A4', landscape, preferCSSPageSize: true } as const
      const pdf = (await page.pdf(options)).toString('latin1')
      const [, width = '', height = ''] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
      const wanted = landscape ? [842, 595] : [595, 842]
      assert.deepEqual([Number(width), Number(height)].map(Math.floor), wanted)
      await page.context().close()
      return pdf.match(/\/Type \/Page\b/g)?.length ?? 0
    }

    it('six rules with two years of history take at most five sheets upright, and six lying', async () => {
      assert.ok((await sheets('tenant.html', false)) <= 5)
      assert.ok((await sheets('tenant.html', true)) <= 6)
    })

    for (const [tenants, most] of [
      [5, 2],
      [24, 4],
      [200, 28],
    ] as const) {
      it(`${tenants} tenants take at most ${most} sheets`, async () => {
        for (const landscape of [false, true]) {
          const count = await sheets(`${tenants}-tenants.html`, landscape)
          assert.ok(count <= most, `${count} sheets`)
        }
      })
    }

    it('disabled rules are folded into a line that names them, on the screen and on paper', async () => {
      const { page } = await viewer!.see('hard-tenant.html')
      const folded = page.locator('details.disabled')
      assert.match(await folded.locator('summary').innerText(), /^2 disabled rules: [\w-]+, [\w-]+$/)
      assert.equal(await page.locator('article.rule').count(), 7)
      for (const media of ['screen', 'print'] as const) {
        await page.emulateMedia({ media })
        assert.ok(await folded.locator('summary').isVisible())
        assert.equal(await folded.locator('li:visible').count(), 0)
      }
      await folded.locator('summary').click()
      assert.match(await folded.locator('li').first().innerText(), /is disabled/)
    })
  })
})
