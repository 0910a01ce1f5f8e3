import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { publishedTexts } from '../../.dev/compile-schemas.ts'

describe('the schemas in docs/schemas', () => {
  it('say what the code says (after a change: npm run schemas)', async () => {
    for (const [name, text] of await publishedTexts()) {
      assert.equal(readFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), 'utf8'), text, name)
    }
  })
})
