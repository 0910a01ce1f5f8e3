import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { goldenDirectory, goldenTexts } from './golden.ts'

describe('the reports in test/golden', () => {
  it('are what the formats write (after a change: npm run golden, and read the difference)', async () => {
    const texts = await goldenTexts()
    assert.deepEqual(readdirSync(goldenDirectory).sort(), [...texts.keys()].sort())
    for (const [name, text] of texts) {
      assert.equal(readFileSync(new URL(name, goldenDirectory), 'utf8'), text, name)
    }
  })
})
