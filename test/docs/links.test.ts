import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settingNames } from '../../src/config/setting-table.ts'
import { projectDirectory } from '../support/run-process.ts'

const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: projectDirectory })

const textOf = (page: string): string => readFileSync(join(projectDirectory, page), 'utf8')

/** As GitHub makes them of headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = textOf(page)
    .replaceAll(/^```[^]*?^```/gm, '')
    .matchAll(/^#+ (.+)$/gm)
  const anchors = [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set(anchors)
}

/** Every option that some command has, as the sources declare it. */
const options = new Set(
  globSync('src/cli/**/*.ts', { cwd: projectDirectory }).flatMap((file) =>
    [...textOf(file).matchAll(/'(?:-\w, )?(--[a-z-]+)/g)].map(([, option]) => option),
  ),
)

describe('the pages of the documentation', () => {
  for (const page of pages) {
    it(`lead somewhere: ${page}`, () => {
      const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
      for (const link of links.filter((one) => !/^[a-z]+:/.test(one))) {
        const [path = '', anchor] = link.split('#')
        const target = path === '' ? page : join(dirname(page), path)
        assert.ok(existsSync(join(projectDirectory, target)), `${page} links to ${link}`)
        if (anchor !== undefined) assert.ok(anchorsOf(target).has(anchor), `${page} links to ${link}`)
      }
    })

    it(`name settings of the gate alone: ${page}`, () => {
      const known: readonly string[] = settingNames
      const named = [...textOf(page).matchAll(/\bMFA_GATE_[A-Z_]*[A-Z]\b/g)].map(([name]) => name)
      assert.deepEqual(
        named.filter((name) => !known.includes(name)),
        [],
      )
    })
  }

  it('have a threat model whose options exist', () => {
    const pulumis = ['--policy-pack', '--policy-pack-config']
    const named = [...textOf('docs/threat-model.md').matchAll(/`(--[a-z-]+)/g)].map(([, name]) => name)
    assert.ok(named.length > 5)
    assert.deepEqual(
      named.filter((name = '') => !options.has(name) && !pulumis.includes(name)),
      [],
    )
  })
})
