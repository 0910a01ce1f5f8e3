import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { pagePath, withReference } from '../../.dev/rules-reference.ts'
import { starterDocument } from '../../src/cli/rules/starter.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { publishedSchemas } from '../../src/schemas/all.ts'

const page = readFileSync(pagePath, 'utf8')

describe('the page on rules', () => {
  it('has the reference that the schema gives; `node .dev/rules-reference.ts` writes it', () => {
    assert.equal(page, withReference(page))
  })

  it('shows only documents that are valid', () => {
    const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
    assert.ok(examples.length > 0)
    for (const text of examples) parseRulesText(text, 'docs/rules.md')
  })
})

describe('the document of rules init', () => {
  it('is valid as it stands', () => {
    parseRulesText(starterDocument, 'mfa-rules.yaml')
  })

  it('is valid with everything in it that is commented out', () => {
    const lines = starterDocument
      .replace(/^ {4}minimum: .*\n/m, '')
      .split('\n')
      .filter((line) => !/^\s*# [A-Z.]/.test(line))
      .filter((line) => !/^ {4}# (mandatory|fail|\.\.\.)/.test(line) && !line.startsWith('# yaml-language'))
      .map((line) => line.replace(/^(\s*)# ?/, '$1').replace(/^(\s+)# /, '$1'))
    // The one comment that excludes another: a rule that no waiver may name, and a waiver that names it.
    const text = lines.join('\n').replace('waivable: false', 'waivable: true')
    const { rules, source, exclusions, stacks, waivers, waiverLimits } = parseRulesText(
      text,
      'mfa-rules.yaml',
    )
    assert.deepEqual(
      rules.map(({ segment }) => segment),
      ['members', 'admins'],
    )
    assert.equal(source, 'auto')
    assert.deepEqual(exclusions?.accounts.map(({ kind }) => kind).sort(), [
      'breakGlass',
      'guests',
      'pattern',
      'syncAccounts',
    ])
    assert.equal(rules[0]?.minPopulation, 20)
    assert.equal(stacks?.length, 2)
    assert.equal(waivers?.length, 1)
    assert.equal(waiverLimits?.maxDays, 90)
  })
})

describe('every property of a schema for files that people write', () => {
  const {
    'mfa-assessment.schema.json': _written,
    'mfa-audit.schema.json': _audited,
    'mfa-evidence-context.schema.json': _context,
    'mfa-evidence-manifest.schema.json': _manifest,
    'mfa-evidence-rules.schema.json': _rules,
    'mfa-explanation.schema.json': _explained,
    'mfa-policy-config.schema.json': _reviewed,
    'mfa-snapshot.schema.json': _saved,
    'mfa-verification.schema.json': _verified,
    ...forEditors
  } = publishedSchemas
  for (const [name, schema] of Object.entries(forEditors)) {
    it(`has a description: ${name}`, () => {
      assert.deepEqual(undescribed(schema, ''), [])
    })
  }
})

function undescribed(schema: object, path: string): readonly string[] {
  const { properties = {}, items } = schema as { properties?: Record<string, object>; items?: object }
  const inside = [...Object.entries(properties), ...(items === undefined ? [] : [['items', items] as const])]
  return inside.flatMap(([key, value]) => [
    ...('description' in value ? [] : [`${path}/${key}`]),
    ...undescribed(value, `${path}/${key}`),
  ])
}
