import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { settingTable } from '../../src/config/setting-table.ts'
import { measures, ruleSchema } from '../../src/schemas/rule.ts'
import { operationTable } from '../e2e/operations.ts'
import { projectDirectory } from '../support/run-process.ts'

const readme = readFileSync(join(projectDirectory, 'README.md'), 'utf8')

function section(heading: string): string {
  return readme.split(/^## /m).find((text) => text.startsWith(heading)) ?? ''
}

/** The first cells of the table under a heading, without their code marks. */
function firstCells(heading: string): readonly string[] {
  return [...section(heading).matchAll(/^\| `?([^|`]+?)`? \|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => !/^(key|exit code|variable|form|command|-+)$/.test(cell))
}

describe('the README', () => {
  it('lists the keys of a rule, and no others', () => {
    assert.deepEqual([...firstCells('Rules')].sort(), Object.keys(ruleSchema.properties).sort())
  })

  it('lists every measure', () => {
    for (const measure of measures) assert.ok(readme.includes(`\`${measure}\``), measure)
  })

  it('lists the exit codes, and no others', () => {
    assert.deepEqual(firstCells('In a pipeline'), Object.values(exitCodes).map(String))
  })

  it('lists which operations of Pulumi ask the gate, as the end-to-end tests do', () => {
    const lines = section('In `pulumi preview`').split('\n')
    const start = lines.findIndex((line) => line.startsWith('| operation |'))
    assert.deepEqual(lines.slice(start + 2, start + 2 + operationTable.length + 1), [...operationTable, ''])
  })

  it('lists the settings as their table has them, and no others', () => {
    const rows = Object.entries(settingTable).map(
      ([name, row]) => `| \`${name}\` | ${row.means} | ${row.default} |`,
    )
    assert.deepEqual(
      section('Settings')
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
