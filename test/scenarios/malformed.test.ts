import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'

interface Row {
  readonly title: string
  readonly document?: string
  readonly rule?: string
  readonly add?: string
  /** Keys of a good waiver that are replaced, or left out when null. */
  readonly waiver?: Record<string, string | null>
  readonly says: string
}

const rows = parse(readFileSync(join(import.meta.dirname, 'malformed.yaml'), 'utf8')) as readonly Row[]

const good = 'rules:\n  - id: mfa\n    measure: mfaRegistered\n    minimum: 95%\n'
const waiver = {
  rule: 'mfa',
  stack: '"*/*/dev"',
  reason: 'Campaign',
  owner: 'bob',
  ticket: 'SEC-1',
  created: '2026-06-01',
  expires: '2026-06-30',
}

describe('a malformed rules document', () => {
  it('is told from a good one', () => {
    assert.doesNotThrow(() => parseRulesText(textOf({ title: '', says: '', waiver: {} }), 'rules.yaml'))
  })

  for (const row of rows) {
    it(`is refused with line and path: ${row.title}`, () => {
      assert.throws(
        () => parseRulesText(textOf(row), 'rules.yaml'),
        (error) => {
          assert.ok(error instanceof ConfigurationError)
          // A full stop closes a whole sentence; otherwise it is how the message begins.
          const [first = ''] = error.problems
          assert.ok(`${first}.`.startsWith(row.says), `${first}\ndoes not begin with\n${row.says}`)
          return true
        },
      )
    })
  }
})

function textOf({ document, rule, add, waiver: replaced }: Row): string {
  if (document !== undefined) return document
  const entries: [string, string | null][] =
    replaced === undefined ? [] : Object.entries({ ...waiver, ...replaced })
  const lines = entries.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
  return [
    good + (rule === undefined ? '' : `    ${rule}\n`),
    lines.length === 0 ? '' : `waivers:\n  - ${lines.join('\n    ')}\n`,
    add === undefined ? '' : `${add}\n`,
  ].join('')
}
