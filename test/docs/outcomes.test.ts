import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { outcomeLooks } from '../../src/report/outcome-words.ts'
import { outcomes, ruleAnswers } from '../../src/schemas/outcome.ts'
import { projectDirectory } from '../support/run-process.ts'

describe('the page on pipelines', () => {
  const page = readFileSync(join(projectDirectory, 'docs/ci.md'), 'utf8')
  const section = page.slice(page.indexOf('\n## Outcomes\n'), page.indexOf('\n## Exit codes\n'))

  it('has the words of outcomes, and their exit codes', () => {
    const rows = [...section.matchAll(/^\| (.+) \| `(.+)` \| .+ \| (\d+) \|$/gm)].map((row) =>
      row.slice(1, 4),
    )
    assert.deepEqual(
      rows,
      outcomes.map((outcome) => [outcomeLooks[outcome].word, outcome, String(exitCodeOf(outcome))]),
    )
  })

  it('has the answers of a rule', () => {
    for (const answer of ruleAnswers) assert.ok(section.includes(`\`${answer}\``), answer)
  })
})
