import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { measures, ruleSchema } from '../../src/schemas/rule.ts'
import { projectDirectory } from '../support/run-process.ts'

const readme = readFileSync(join(projectDirectory, 'README.md'), 'utf8')

/** The first cells of the table under a heading, without their code marks. */
function firstCells(heading: string): readonly string[] {
  const section = readme.split(/^## /m).find((text) => text.startsWith(heading)) ?? ''
  return [...section.matchAll(/^\| `?([^|`]+?)`? \|/gm)]
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

  it('lists the settings that the code reads, and no others', () => {
    const directory = join(projectDirectory, 'src')
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    const source = files
      .filter((name) => /^(config|cli)\b.*\.ts$/.test(name))
      .map((name) => readFileSync(join(directory, name), 'utf8'))
    const read = [...source.join('').matchAll(/(?:environment|process\.env)\['(MFA_GATE_\w+)'\]/g)].map(
      ([, name = '']) => name,
    )
    assert.deepEqual([...firstCells('Settings')].sort(), [...new Set(read)].sort())
  })
})
