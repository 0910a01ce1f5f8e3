import assert from 'node:assert/strict'
import { parseRules } from '../../src/config/rules-text.ts'
import type { Stack } from '../../src/rules/stack.ts'
import { unlockedByTag } from '../../src/rules/unlocked-by-tag.ts'

const here: Stack = { organization: 'acme', project: 'shop', stack: 'prod', tags: new Map() }

/** An entry of `stacks:`, and what a tag alone unlocks by it for acme/shop/prod, which has no tags. */
const rows: readonly [entry: string, unlocked: readonly (readonly [keys: string, open: string])[]][] = [
  ['{ tags: { env: dev }, enforcement: advisory }', [['enforcement', 'organization,project']]],
  [
    '{ tags: { env: dev }, minimum: 10%, onUndetermined: warn }',
    [['minimum,onUndetermined', 'organization,project']],
  ],
  ['{ tags: { env: dev }, project: shop, enforcement: disabled }', [['enforcement', 'organization']]],
  ['{ tags: { env: dev }, stack: "acme/*/*", enforcement: disabled }', [['enforcement', 'project']]],
  [
    '{ tags: { env: dev }, stack: "*/*/prod", enforcement: disabled }',
    [['enforcement', 'organization,project']],
  ],
  ['{ tags: { env: dev }, organization: acme, project: "sh*", enforcement: disabled }', []],
  ['{ tags: { env: dev }, stack: "*/*/dev", enforcement: disabled }', []],
  ['{ tags: { env: dev }, project: other, enforcement: disabled }', []],
  ['{ tags: { env: dev }, rules: [other], enforcement: disabled }', []],
  ['{ tags: { env: dev }, minimum: 99% }', []],
  ['{ stack: "*/*/prod", enforcement: advisory }', []],
]

describe('what a tag alone unlocks', () => {
  for (const [entry, unlocked] of rows) {
    it(`is ${unlocked.length === 0 ? 'nothing' : unlocked.join()} by ${entry}`, () => {
      const text = `rules:
  - { id: mfa, measure: mfaRegistered, minimum: 95% }
  - { id: other, measure: mfaRegistered, minimum: 95% }
stacks:
  - ${entry}
`
      const { value: document, locate } = parseRules(text, 'rules.yaml')
      const found = unlockedByTag({ document, locate }, document.rules[0]!, here)
      assert.deepEqual(
        found.map(({ keys, open }) => [keys.join(), open.join()]),
        unlocked,
      )
      for (const { origin, tags } of found) assert.deepEqual([origin, tags], ['rules.yaml:5', ['env']])
    })
  }
})
