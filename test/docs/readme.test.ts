import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ExitName, exitCodes, exitMeanings } from '../../src/cli/exit-code.ts'
import { settingTable } from '../../src/config/setting-table.ts'
import { operationTable } from '../e2e/operations.ts'
import { projectDirectory } from '../support/run-process.ts'

const textOf = (page: string): string => readFileSync(join(projectDirectory, page), 'utf8')

/** What lies under a heading of a page. */
function section(page: string, heading: string): string {
  return (
    textOf(page)
      .split(/^## /m)
      .find((text) => text.startsWith(`${heading}\n`)) ?? ''
  )
}

describe('the documentation', () => {
  it('has a README that a newcomer reads in some minutes', () => {
    assert.ok(textOf('README.md').split(/\s+/).length <= 1_200)
  })

  it('has the two commands and how to install before the first use', () => {
    const order = ['npm run demo', 'npm test', '## Install', '$ npx mfa-gate doctor', '## Further'].map(
      (text) => textOf('README.md').indexOf(text),
    )
    assert.deepEqual(
      order.toSorted((one, other) => one - other),
      order,
    )
    assert.ok(!order.includes(-1))
  })

  it('leads to every page from the README', () => {
    const pages = readdirSync(join(projectDirectory, 'docs')).filter((name) => name.endsWith('.md'))
    assert.deepEqual(
      pages.filter((name) => !textOf('README.md').includes(`(docs/${name}`)),
      [],
    )
  })

  it('lists the exit codes as their table has them, and no others', () => {
    const names = Object.keys(exitCodes) as ExitName[]
    assert.deepEqual(
      section('docs/ci.md', 'Exit codes').match(/^\| \d.*$/gm),
      names.map((name) => `| ${exitCodes[name]} | ${exitMeanings[name]} |`),
    )
  })

  it('lists which operations of Pulumi ask the gate, as the end-to-end tests do', () => {
    const lines = section('docs/pulumi.md', 'What asks the gate').split('\n')
    const start = lines.findIndex((line) => line.startsWith('| operation |'))
    assert.deepEqual(lines.slice(start + 2, start + 2 + operationTable.length + 1), [...operationTable, ''])
  })

  it('lists the settings as their table has them, and no others', () => {
    const rows = Object.entries(settingTable).map(
      ([name, row]) => `| \`${name}\` | ${row.means} | ${row.default} |`,
    )
    assert.deepEqual(
      textOf('docs/settings.md')
        .split('\n')
        .filter((line) => line.startsWith('| `')),
      rows,
    )
  })

  it('can list every setting that the code reads, as there is one way to read one', () => {
    const otherwise = ['src', 'policy-pack'].flatMap((room) =>
      readdirSync(join(projectDirectory, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !/^(dist|node_modules)\//.test(name))
        .filter((name) =>
          /(env|environment)(\??\.|\??\.?\[['"`])MFA_GATE_/i.test(
            readFileSync(join(projectDirectory, room, name), 'utf8'),
          ),
        ),
    )
    assert.deepEqual(otherwise, [])
  })
})
