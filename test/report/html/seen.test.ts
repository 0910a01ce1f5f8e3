import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import { renderTenantPage } from '../../../src/report/html/tenant-page.ts'
import { renderTenantsPage } from '../../../src/report/html/tenants-page.ts'
import { browserPath, Viewer } from './browser.ts'
import { pageNameOf } from '../../../src/report/html/tenants/page-names.ts'
import { audit, auditReport, checkPage, historyOf, manyTenants } from './sample-pages.ts'

const widths = [360, 768, 1920]
const pages = ['tenant.html', 'check.html', 'index.html', 'all.html']

describe('the pages in a real browser', () => {
  let viewer: Viewer | undefined
  const see: Viewer['see'] = (...view) => viewer!.see(...view)

  before(async function () {
    const path = browserPath()
    if (path === undefined) {
      const lacking = 'no Chromium on this machine (Debian: apt-get install chromium)'
      if (process.env['CI']) throw new Error(lacking)
      process.stderr.write(`SKIPPED, ${lacking}: nobody looks at the HTML report in this run.\n`)
      this.skip()
    }
    viewer = await Viewer.open(path)
    const report = await auditReport({ name: 'Contoso' })
    const { reports, drawn } = await manyTenants(30, 60)
    const trend = historyOf(report, 120)
    await viewer.put('tenant.html', renderTenantPage({ report, trend, index: 'index.html' }))
    await viewer.put('check.html', await checkPage())
    await viewer.put(
      'index.html',
      renderTenantsPage(reports, { audit, drawn }, ({ tenant }) => pageNameOf(tenant)),
    )
    // A file with the rules of all tenants is long, and a few of them have every part of it.
    await viewer.put('all.html', renderTenantsPage(reports.slice(3, 6), { audit, drawn }))
  })
  after(async () => viewer?.close())

  for (const name of pages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${name}: axe finds nothing serious in ${colorScheme}, also with everything unfolded`, async () => {
        const { page } = await see(name, { colorScheme })
        await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
        const { violations, passes } = await new AxeBuilder({ page }).analyze()
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        assert.deepEqual(
          grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`),
          [],
        )
        assert.ok(passes.length > 20, 'axe looked at the page')
      })
    }

    it(`${name}: loads nothing, complains of nothing, and needs no sideways scrolling`, async () => {
      for (const width of widths) {
        const { page, complaints, requests } = await see(name, { viewport: { width, height: 900 } })
        await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
        assert.ok(
          (await page.evaluate<number>('document.documentElement.scrollWidth')) <= width,
          `${width} px`,
        )
        assert.deepEqual(complaints, [])
        assert.deepEqual(requests, [])
      }
    })

    it(`${name}: prints on A4, with what is folded away on a screen`, async () => {
      const { page } = await see(name)
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
      const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) =>
        size.map(Number),
      )
      assert.ok(sizes.length > 0)
      for (const [width = 0, height = 0] of sizes) {
        assert.ok(Math.abs(width - 595) < 1.5 && Math.abs(height - 842) < 1.5, `${width} × ${height} pt`)
      }
      await page.emulateMedia({ media: 'print' })
      for (const folded of await page.locator('.rule > details > ul > li:not(.again)').all())
        assert.ok(await folded.isVisible())
    })

    it(`${name}: says everything without scripts`, async () => {
      const { page, complaints } = await see(name, { javaScriptEnabled: false })
      assert.ok(await page.locator('h1').isVisible())
      assert.equal(await page.locator('button, input:visible').count(), 0, 'nothing that would do nothing')
      assert.deepEqual(complaints, [])
    })
  }

  it('every chart has a title, a description and its numbers as a table', async () => {
    const { page } = await see('tenant.html')
    const figures = await page.locator('figure.chart:not(.classes)').all()
    assert.equal(figures.length, 6)
    for (const figure of figures) {
      const image = figure.getByRole('img', { name: /^Share of .+ over time$/ })
      assert.equal(await image.count(), 1, 'one of the two drawings is for this width')
      assert.match(
        (await image.locator('desc').textContent()) ?? '',
        /^120 assessments from 2026-07-26 to 2026-11-22\./,
      )
      await figure.locator('summary').click()
      assert.equal(await figure.getByRole('row').count(), 6)
    }
  })

  it('the methods of every segment are drawn over time, in colours that differ, with their numbers', async () => {
    const { page } = await see('tenant.html')
    const figures = await page.locator('figure.classes').all()
    assert.equal(figures.length, 4)
    for (const figure of figures) {
      const image = figure.getByRole('img', { name: /^(Users|Admins|Members|Guests) by method over time$/ })
      assert.equal(await image.count(), 1)
      await figure.locator('summary').click()
      assert.equal(await figure.getByRole('row').count(), 6)
    }
    const fills = await page.evaluate<readonly string[]>(
      '[...document.querySelectorAll("figure.classes .wide [class^=method-] path")].map((one) => getComputedStyle(one).fill)',
    )
    assert.equal(new Set(fills).size, 5)
  })

  it('days that were waived have a bar of their own, and the legend names what is drawn alone', async () => {
    const { page } = await see('tenant.html')
    const guests = page.locator('article', { hasText: 'guests-registered' })
    const fills = await page.evaluate<readonly string[]>(
      '[...document.querySelectorAll("article .wide .strip-waived, article .wide .strip-violation")].map((one) => one.getAttribute("class") + getComputedStyle(one).fill)',
    )
    assert.equal(new Set(fills).size, 2)
    assert.ok((await guests.locator('.wide .strip-waived rect').count()) > 0)
    assert.match(await guests.locator('.legend').first().innerText(), /Waived/)
    const admins = page.locator('article', { hasText: 'admins-capable' })
    assert.doesNotMatch(await admins.locator('.legend').first().innerText(), /Waived/)
  })

  it('addresses of Microsoft can be followed, and no other in a text', async () => {
    const { page } = await see('tenant.html')
    const links = await page.locator('main a[href^="http"]').all()
    assert.ok(links.length >= 2)
    for (const link of links) {
      const address = (await link.getAttribute('href')) ?? ''
      assert.match(address, /^https:\/\/aka\.ms\/[a-z]+$/)
      assert.equal(await link.textContent(), address)
    }
  })

  it('a small trend tells its first day, its last, and between which shares it was', async () => {
    const { page } = await see('index.html')
    const extents = await page.locator('.spark').allInnerTexts()
    assert.equal(extents.length, 28)
    for (const text of extents) assert.match(text, /2026-09-24\s+2026-11-22\s+[\d.]+ %( to [\d.]+ %)?$/)
  })

  it('a narrow screen gets a drawing of its own, with text that can be read', async () => {
    const { page } = await see('tenant.html', { viewport: { width: 360, height: 800 } })
    const label = page.locator('figure.chart svg:visible text').first()
    const box = await label.boundingBox()
    assert.ok(box !== null && box.height >= 9, `${box?.height ?? 0} px`)
  })

  describe('the table of tenants', () => {
    it('is sorted from the keyboard, and says so to screen readers', async () => {
      const { page } = await see('index.html')
      const shares = async () =>
        (await page.locator('tbody tr td:nth-child(4)').allTextContents()).map((text) =>
          Number.parseFloat(text),
        )
      const button = page.getByRole('button', { name: 'Share' })
      const header = page.getByRole('columnheader', { name: 'Share' })
      await button.focus()
      await page.keyboard.press('Enter')
      assert.equal(await header.getAttribute('aria-sort'), 'ascending')
      const rising = await shares()
      const known = rising.filter((share) => !Number.isNaN(share))
      assert.ok(known.length > 20)
      assert.deepEqual(
        known,
        known.toSorted((one, other) => one - other),
      )
      assert.ok(rising.slice(known.length).every(Number.isNaN), 'tenants without a share come last')
      await page.keyboard.press('Space')
      assert.equal(await header.getAttribute('aria-sort'), 'descending')
      assert.deepEqual((await shares()).slice(0, known.length), known.toReversed())
      assert.match((await page.getByRole('status').textContent()) ?? '', /^Sorted by Share, descending/)
    })

    it('begins with the gravest answers', async () => {
      const { page } = await see('index.html')
      const answers = (await page.locator('tbody tr td:nth-child(2) .badge').allTextContents()).map((text) =>
        text.trim(),
      )
      const order = ['✗ Refused', '? Could not determine', '! Warned', '~ Passed with waivers', '✓ Passed']
      const ranks = answers.map((answer) => order.indexOf(answer))
      assert.deepEqual(
        ranks,
        ranks.toSorted((one, other) => one - other),
      )
      assert.equal(new Set(ranks).size >= 3, true)
      assert.ok(!ranks.includes(-1), answers.join())
    })

    it('is filtered by what is typed, and says how many are left', async () => {
      const { page } = await see('index.html')
      await page.getByLabel('Find a tenant, rule or tag').fill('córdoba')
      assert.equal(await page.locator('tbody tr:visible').count(), 3)
      assert.equal(await page.getByRole('status').textContent(), '3 of 30 shown')
    })

    it('leads to the page of each tenant beside it', async () => {
      const { page } = await see('index.html')
      const links = await page.locator('tbody a').all()
      assert.equal(links.length, 28)
      for (const link of links)
        assert.match((await link.getAttribute('href')) ?? '', /^tenant-[a-z0-9-]+\.html$/)
    })
  })
})
