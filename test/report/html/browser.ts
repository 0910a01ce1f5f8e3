import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
]

/** The browser of this machine: TEST_BROWSER, else where the distributions put it. */
export function browserPath(): string | undefined {
  return [process.env['TEST_BROWSER'] ?? '', ...places].find((path) => path !== '' && existsSync(path))
}

/** A page as somebody sees it, and everything that happened behind it. */
export interface Seen {
  readonly page: Page
  /** Console errors, exceptions, blocked loads. */
  readonly complaints: readonly string[]
  /** Every address asked for but the file itself. */
  readonly requests: readonly string[]
}

/** A real browser and a folder of pages for it; both are gone after close. */
export class Viewer {
  readonly #browser: Browser
  readonly #directory: string

  private constructor(browser: Browser, directory: string) {
    this.#browser = browser
    this.#directory = directory
  }

  static async open(executablePath: string): Promise<Viewer> {
    // Chromium's sandbox does not start for root, as in a container.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const browser = await chromium.launch({ executablePath, args })
    return new Viewer(browser, await mkdtemp(join(tmpdir(), 'mfa-gate-pages-')))
  }

  /** Puts a page where the browser finds it. */
  async put(name: string, html: string): Promise<void> {
    await writeFile(join(this.#directory, name), html)
  }

  /** Opens a page that was put, or an address. */
  async see(name: string, options: BrowserContextOptions = {}): Promise<Seen> {
    const context = await this.#browser.newContext(options)
    const page = await context.newPage()
    const complaints: string[] = []
    const requests: string[] = []
    const url = name.startsWith('http://') ? name : pathToFileURL(join(this.#directory, name)).href
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (request.url() !== url) requests.push(request.url())
    })
    await page.goto(url)
    return { page, complaints, requests }
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await rm(this.#directory, { recursive: true, force: true })
  }
}
