import assert from 'node:assert/strict'
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'parse5'
import { groups } from '../../docs/.vitepress/navigation.ts'
import { pageOfTheSite } from '../../docs/.vitepress/pages.ts'
import { browserPath, Viewer } from '../report/html/browser.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'
import { serve } from './served.ts'

const base = '/entra-mfa-gate/'

interface Node {
  readonly attrs?: readonly { readonly name: string; readonly value: string }[]
  readonly childNodes?: readonly Node[]
}

/** The values of an attribute, of the whole page. */
function values(node: Node, name: string): readonly string[] {
  const own = (node.attrs ?? []).filter((one) => one.name === name).map(({ value }) => value)
  return [...own, ...(node.childNodes ?? []).flatMap((child) => values(child, name))]
}

describe('the site', function () {
  this.timeout(180_000)
  let site: string
  before(async () => {
    site = mkdtempSync(join(tmpdir(), 'mfa-gate-site-'))
    const beside = [process.execPath, join(projectDirectory, 'docs/.vitepress/files-beside.ts')]
    const made = await runProcess(beside, cleanEnvironment())
    assert.equal(made.exitCode, 0, made.stderr)
    const program = join(projectDirectory, 'node_modules/vitepress/bin/vitepress.js')
    const build = [process.execPath, program, 'build', 'docs', '--outDir', site]
    const built = await runProcess(build, cleanEnvironment(), { limitMs: 150_000 })
    assert.equal(built.exitCode, 0, built.stdout + built.stderr)
  })
  after(() => rmSync(site, { recursive: true, force: true }))

  const pages = (): readonly string[] => globSync('**/*.html', { cwd: site })

  it('has every page of the repository', () => {
    const wanted = Object.values(groups)
      .flat()
      .map((file) => pageOfTheSite(file).replace(/\.md$/, '.html'))
    for (const page of wanted) assert.ok(existsSync(join(site, page)), page)
  })

  it('has no link and no anchor to nothing', () => {
    const parsed = new Map(
      pages().map((page) => [page, parse(readFileSync(join(site, page), 'utf8')) as Node] as const),
    )
    const ids = new Map([...parsed].map(([page, node]) => [page, new Set(values(node, 'id'))]))
    const dead: string[] = []
    let anchors = 0
    for (const [page, node] of parsed)
      for (const link of [...values(node, 'href'), ...values(node, 'src')]) {
        if (/^[a-z]+:/.test(link)) continue
        const [path = '', anchor = ''] = link.split('#')
        const file = (
          path.startsWith(base) ? path.slice(base.length) : path && join(dirname(page), path)
        ).replace(/(^|\/)$/, '$1index.html')
        const target = path === '' ? page : file
        if (!existsSync(join(site, target))) dead.push(`${page}: ${link}`)
        if (anchor === '') continue
        anchors += 1
        if (!ids.get(target)?.has(decodeURIComponent(anchor))) dead.push(`${page}: ${link}`)
      }
    assert.deepEqual(dead, [])
    assert.ok(anchors > 300, `${anchors} anchors`)
  })

  it('has the schemas byte for byte', () => {
    const schemas = globSync('*.json', { cwd: join(projectDirectory, 'docs/schemas') })
    assert.ok(schemas.length > 10)
    for (const name of schemas)
      assert.deepEqual(
        readFileSync(join(site, 'schemas', name)),
        readFileSync(join(projectDirectory, 'docs/schemas', name)),
      )
  })

  it('has a report that the product has made, of twenty tenants', () => {
    const report = readdirSync(join(site, 'example-report'))
    assert.equal(report.filter((name) => name.startsWith('tenant-')).length, 20)
    assert.match(readFileSync(join(site, 'example-report/index.html'), 'utf8'), /stand-in/)
  })

  describe('in a real browser', () => {
    let viewer: Viewer | undefined
    let server: Awaited<ReturnType<typeof serve>> | undefined
    before(async function () {
      const path = browserPath()
      if (path === undefined) {
        if (process.env['CI'])
          throw new Error('no Chromium on this machine (Debian: apt-get install chromium)')
        this.skip()
      }
      server = await serve(site, base)
      viewer = await Viewer.open(path)
    })
    after(async () => {
      await viewer?.close()
      await server?.[Symbol.asyncDispose]()
    })
    const see = (page: string, width: number) =>
      viewer!.see(`${server!.url}${page}`, { viewport: { width, height: 900 } })

    for (const width of [360, 1280])
      it(`reads at ${width} px: nothing runs out sideways, nothing is complained of, nothing comes from elsewhere`, async () => {
        const { page, complaints, requests } = await see('', width)
        for (const name of pages().filter((one) => !one.startsWith('example-report/'))) {
          await page.goto(`${server!.url}${name}`)
          // The page for what is not there is made by its script.
          await page.locator('.vp-doc p, .NotFound p').first().waitFor({ state: 'attached' })
          const [wide = 0, letters = 0] = await page.evaluate<number[]>(
            `[document.documentElement.scrollWidth,
              parseFloat(getComputedStyle(document.querySelector('.vp-doc p, .NotFound p')).fontSize)]`,
          )
          assert.ok(wide <= width, `${name} runs out to ${wide} px`)
          assert.ok(letters >= 14, `${name} has letters of ${letters} px`)
        }
        assert.deepEqual(complaints, [])
        assert.deepEqual(
          requests.filter((url) => !url.startsWith(server!.url)),
          [],
        )
      })

    it('finds a word, and leads there', async () => {
      const { page, complaints } = await see('', 1280)
      const box = page.getByRole('searchbox')
      // Before the page's script runs the key does nothing.
      while (!(await box.isVisible())) {
        await page.keyboard.press('Control+k')
        await box.waitFor({ timeout: 2_000 }).catch(() => undefined)
      }
      await box.fill('phishing-resistant')
      const hit = page.locator('.VPLocalSearchBox a.result', { hasText: /method/i }).first()
      await hit.click()
      await page.waitForURL(/methods\.html/)
      assert.match(await page.locator('h1').innerText(), /Which MFA/)
      assert.deepEqual(complaints, [])
    })

    it('leads from the top of every page to the three ways in', async () => {
      const { page } = await see('settings.html', 1280)
      for (const [name, heading] of [
        ['Preview gating', /pulumi preview/],
        ['CI enforcement', /pipeline/],
        ['Compliance audits', /Audits/],
      ] as const) {
        await page.locator('.VPNavBarMenu').getByRole('link', { name }).click()
        await page.locator('h1', { hasText: heading }).waitFor()
      }
    })
  })
})
