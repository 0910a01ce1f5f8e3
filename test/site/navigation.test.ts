import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkOnTheSite } from '../../docs/.vitepress/links.ts'
import { groups, navigation, sidebar } from '../../docs/.vitepress/navigation.ts'
import { isShown } from '../../docs/.vitepress/pages.ts'
import { projectDirectory } from '../support/run-process.ts'

const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: projectDirectory }).filter(isShown)

describe('the navigation of the site', () => {
  it('has every page once', () => {
    assert.deepEqual(Object.values(groups).flat().toSorted(), pages.toSorted())
  })

  it('calls a page by its heading', () => {
    const items = sidebar(projectDirectory).flatMap(({ items: all = [] }) => all)
    const settings = items.find(({ link }) => link === '/settings')
    assert.equal(settings?.text, 'Settings')
    assert.ok(items.every(({ text = '' }) => text !== '' && !text.includes('`')))
  })

  it('has a way in for each of the three who use it', () => {
    assert.deepEqual(
      navigation.map((item) => ('link' in item ? [item.text, item.link] : [])),
      [
        ['Preview gating', '/pulumi'],
        ['CI enforcement', '/ci'],
        ['Compliance audits', '/audit'],
        ['Example report', '/example-report/index.html'],
      ],
    )
  })
})

describe('a link on the site', () => {
  const led = (link: string, page = 'docs/ci.md'): string =>
    linkOnTheSite(link, join(projectDirectory, page), projectDirectory)
  const repository = 'https://github.com/entra-mfa-gate/entra-mfa-gate'

  const rows: readonly (readonly [title: string, link: string, led: string, page?: string])[] = [
    ['beside the page leads to a page of the site', 'rules.md#waivers', '/rules.md#waivers'],
    ['to the README leads to the first page', '../README.md#install', '/index.md#install'],
    ['out of the README leads into the site', 'docs/ci.md', '/ci.md', 'README.md'],
    [
      'out of a folder leads to the page above',
      '../ci.md#fetch-once',
      '/ci.md#fetch-once',
      'docs/proof/fleet.md',
    ],
    [
      'to a schema leads to the one beside the pages',
      'schemas/mfa-rules.schema.json',
      '/schemas/mfa-rules.schema.json',
    ],
    ['to a file of the repository leads to GitHub', '../action.yml', `${repository}/blob/main/action.yml`],
    ['to a folder leads to GitHub', '../examples/fleet', `${repository}/tree/main/examples/fleet`],
  ]
  for (const [title, link, expected, page] of rows) it(title, () => assert.equal(led(link, page), expected))

  it('to nothing fails the build, and says which', () => {
    for (const link of ['nowhere.md', '../../outside.md', 'schemas/none.json#a'])
      assert.throws(() => led(link), { message: `docs/ci.md links to ${link}, which is not there` })
  })
})

describe('a page of the site', () => {
  it('has no front matter that GitHub and the package would show', () => {
    for (const page of pages)
      assert.doesNotMatch(readFileSync(join(projectDirectory, page), 'utf8'), /^---\n/, page)
  })
})
