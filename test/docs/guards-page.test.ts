import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { builtInStrengths } from '../../src/rules/guards/grants.ts'
import { mayBePolicy } from '../../src/rules/guards/policy-types.ts'
import { guardSettings } from '../../src/schemas/guard-settings.ts'
import { projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/guards.md'), 'utf8')

describe('the page on the guard', () => {
  it('shows a document that is valid', () => {
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
    assert.ok(parseRulesText(text, 'docs/guards.md').guards)
  })

  it("has Microsoft's strengths with what they ask for, and no others", () => {
    const rows = [...page.matchAll(/`(0{8}-[-0-9]+)` +\| `(\w+)` +\|/g)].map((row) => row.slice(1, 3))
    assert.deepEqual(rows, Object.entries(builtInStrengths))
  })

  it('names the type of azuread, and what policy configuration may set', () => {
    const [type = ''] = /azuread:index\/[\w:]+/.exec(page) ?? []
    assert.ok(mayBePolicy(type), type)
    for (const key of Object.keys(guardSettings)) assert.ok(page.includes(`\`${key}\``), key)
  })

  it('has the version of azuread that the tests look at', () => {
    const manifest = JSON.parse(readFileSync(join(projectDirectory, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    assert.ok(page.includes(`\`@pulumi/azuread\` ${manifest.devDependencies['@pulumi/azuread']}`))
  })
})
