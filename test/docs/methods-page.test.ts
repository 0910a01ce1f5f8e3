import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { methodMeasures } from '../../src/model/methods/interval.ts'
import { knownMethods } from '../../src/model/methods/method-class.ts'
import { mixKinds } from '../../src/simulator/tenant/people/mix.ts'
import { methodClasses } from '../../src/schemas/method-class.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/methods.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(' | '))
const words = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')

describe('docs/methods.md', () => {
  it('has every measure of methods', () => {
    assert.deepEqual(
      rows.slice(0, methodMeasures.length).flatMap(([measure]) => words(measure)),
      [...methodMeasures],
    )
  })

  it('says of every value what the code takes it for', () => {
    const documented = rows
      .slice(methodMeasures.length)
      .flatMap(([found, values]) => words(values).map((value) => [value, words(found)[0]]))
    assert.deepEqual(documented, [...knownMethods])
  })

  it('has a row for every class', () => {
    assert.deepEqual(
      rows.slice(methodMeasures.length).flatMap(([found]) => words(found)),
      [...methodClasses],
    )
  })

  it('names every kind of the mix', () => {
    const [, messages = ''] = text.split('## Trying it out')
    for (const kind of Object.keys(mixKinds)) assert.ok(messages.includes(`\`${kind}\``), kind)
  })

  it('shows documents that are valid', () => {
    const documents = [...text.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '')
    assert.equal(documents.length, 2)
    for (const document of documents) assert.ok(parseRulesText(document, 'methods.md').rules.length > 0)
  })
})
