import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRules } from '../../src/config/rules-file.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { documentedPace, leastDuration } from '../../src/graph/pacing.ts'
import { pageSize } from '../../src/graph/registration-details.ts'
import { capabilities, type Source } from '../../src/model/source.ts'
import { sources } from '../../src/schemas/source.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/sources.md'), 'utf8')

/** The cells of the table rows whose first cell fits. */
function rowsOf(first: RegExp): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
    .filter(([cell = '']) => first.test(cell))
}

const words = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1])

describe('docs/sources.md', () => {
  it('says of every source what the code holds it capable of', () => {
    const documented = rowsOf(/^`\w+`$/).map(
      ([source, report, permission, app, measures, segments, groups, exclusions]) => ({
        source: words(source)[0],
        path: words(report)[0]?.replace(/^GET /, ''),
        permission: words(permission)[0],
        apps: app === 'yes',
        measures: words(measures),
        segments: words(segments),
        groups: groups === 'yes',
        exclusions: exclusions === 'yes',
      }),
    )
    const known = sources.map((source: Source) => ({ source, ...capabilities[source] }))
    assert.deepEqual(documented, known)
  })

  it('says how long a walk takes at the pace that the gate keeps', () => {
    const number = (cell = '') => Number(cell.replaceAll(/[, s]/g, ''))
    const rows = rowsOf(/^[\d,]+$/)
    assert.equal(rows.length, 5)
    for (const [users, pages, seconds] of rows) {
      assert.equal(number(pages), Math.ceil(number(users) / pageSize))
      assert.equal(number(seconds), leastDuration(number(pages), documentedPace) / 1_000)
    }
  })

  it('shows documents that are valid', () => {
    const [segments = '', groups = '', roles = '', exclusions = '', messages = ''] = [
      ...text.matchAll(/```yaml\n(.*?)```/gs),
    ].map((match) => match[1])
    const { rules } = parseRulesText(segments, 'segments')
    assert.equal(rules.length, 3)
    assert.equal(parseRulesText(roles, 'roles').rules.length, 2)
    assert.equal(parseRulesText(groups, 'groups').exclusions?.accounts.length, 1)
    const whole = parseRulesText(`${exclusions}${segments}`, 'exclusions')
    assert.equal(whole.exclusions?.accounts.length, 5)
    assert.equal(parseRulesText(`${messages}${segments}`, 'told').exclusions?.accounts.length, 3)
  })
})

describe('Rules documents with exclusions', () => {
  const refused = [
    { yaml: 'accounts: []', says: /\/exclusions\/accounts\): accounts is empty/ },
    { yaml: 'accounts: [{kind: guests}]', says: /lacks "reason"/ },
    { yaml: 'accounts: [{kind: guest, reason: abc}]', says: /did you mean "guests"\?/ },
    {
      yaml: 'accounts: [{kind: guests, reason: abc, users: [abc]}]',
      says: /kind guests has no "users"; remove it/,
    },
    { yaml: 'accounts: [{kind: pattern, reason: abc}]', says: /kind pattern needs "pattern"; add it/ },
    { yaml: 'accounts: [{kind: breakGlass, reason: abc}]', says: /needs "users" or "file"; add it/ },
    { yaml: 'maxExcluded: 101%\n  accounts: [{kind: guests, reason: abc}]', says: /at most "100%"/ },
    { yaml: 'maxExcluded: -1\n  accounts: [{kind: guests, reason: abc}]', says: /maxExcluded -1/ },
  ]
  for (const { yaml, says } of refused) {
    it(`are refused for ${yaml.replaceAll(/\s+/g, ' ')}`, () => {
      const rules = 'rules: [{id: one, measure: mfaRegistered, minimum: 95%}]'
      assert.throws(() => parseRulesText(`exclusions:\n  ${yaml}\n${rules}`, 'f'), says)
    })
  }

  it('are refused when a file is not there', () => {
    assert.throws(() => loadRules('test/fixtures/none.yaml', '.'), /cannot be read/)
  })
})
