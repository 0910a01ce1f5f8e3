import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import { renderTenantPage } from '../../../src/report/html/tenant-page.ts'
import { renderTenantsPage } from '../../../src/report/html/tenants-page.ts'
import { projectDirectory } from '../../support/run-process.ts'
import { browserPath, Viewer } from './browser.ts'
import { pageNameOf } from '../../../src/report/html/tenants/page-names.ts'
import { audit, auditReport, historyOf, manyTenants } from './sample-pages.ts'

// Writes the pictures of docs/report.md, from the pages that the tests look at.
const directory = join(projectDirectory, 'docs/images')
const executable = browserPath()
if (executable === undefined)
  throw new Error('no Chromium on this machine (Debian: apt-get install chromium)')

interface Picture {
  readonly page: string
  readonly height: number
  readonly options: BrowserContextOptions
  readonly print?: true
}

const sized = (width: number, height: number) => ({ viewport: { width, height } })

const pictures: Readonly<Record<string, Picture>> = {
  'report-light': { page: 'tenant.html', height: 1240, options: sized(1280, 900) },
  'report-dark': { page: 'tenant.html', height: 1240, options: { ...sized(1280, 900), colorScheme: 'dark' } },
  'report-360': { page: 'tenant.html', height: 1500, options: sized(360, 800) },
  'report-print': { page: 'tenant.html', height: 1000, options: sized(688, 1000), print: true },
  'tenants-light': { page: 'index.html', height: 1000, options: sized(1280, 900) },
  'tenants-360': { page: 'index.html', height: 1200, options: { ...sized(360, 800), colorScheme: 'dark' } },
}

const viewer = await Viewer.open(executable)
try {
  await mkdir(directory, { recursive: true })
  const report = await auditReport({ name: 'Contoso Retail' })
  const { reports, drawn } = await manyTenants(24)
  const page = { report, trend: historyOf(report), index: 'index.html' }
  await viewer.put('tenant.html', renderTenantPage(page))
  await viewer.put(
    'index.html',
    renderTenantsPage(reports, { audit, drawn }, ({ tenant }) => pageNameOf(tenant)),
  )
  for (const [name, picture] of Object.entries(pictures)) {
    const { page: visible } = await viewer.see(picture.page, picture.options)
    if (picture.print) await visible.emulateMedia({ media: 'print' })
    const width = picture.options.viewport?.width ?? 1280
    const clip = { x: 0, y: 0, width, height: picture.height }
    await visible.screenshot({ path: join(directory, `${name}.png`), fullPage: true, clip })
  }
} finally {
  await viewer.close()
}
