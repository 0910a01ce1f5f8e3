import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { explainCommand } from '../../src/cli/explain/explain.ts'
import { assumption } from '../../src/report/outlook-text.ts'
import { leastPoints, leastSpan, trendDays } from '../../src/rules/trend.ts'
import { unusedEffects } from '../support/run-cli.ts'
import { projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/explain.md'), 'utf8')

describe('docs/explain.md', () => {
  it('names every option, and no others', () => {
    const command: Command = explainCommand(unusedEffects(), () => undefined)
    const known = command.options.map(({ long }) => long).filter((long) => long !== '--debug')
    const table = page.split('\n').filter((line) => line.startsWith('| `--'))
    const named = table.flatMap((line) =>
      [...(line.split(' | ')[0] ?? '').matchAll(/--[a-z-]+/g)].map(([name]) => name),
    )
    assert.deepEqual([...named].sort(), [...known].sort())
  })

  it('says how much history a date takes, as the code has it', () => {
    assert.ok(page.includes(assumption))
    assert.ok(page.includes(`within the last ${trendDays} days`))
    assert.ok(page.includes(`It takes ${leastPoints} days with counts over at least ${leastSpan} days`))
  })
})
