import assert from 'node:assert/strict'
import fc from 'fast-check'
import stringWidth from 'fast-string-width'
import { textWidth } from '../../src/report/terminal/text-width.ts'

describe('The width of a text', () => {
  const widths: readonly (readonly [text: string, columns: number])[] = [
    ['✓ passed – 94.06 % …', 20],
    ['│ ▉▉░░ │', 8],
    ['Zürich', 6],
    ['é in two characters: e\u0301', 22],
    ['日本語', 6],
    ['한국', 4],
    ['⚠', 1],
    ['⚠\ufe0f', 2],
    ['👩‍👩‍👧', 2],
  ]
  for (const [text, columns] of widths)
    it(`is ${columns} for ${text}`, () => assert.equal(textWidth(text), columns))

  it('is what the library says, also of all that is counted without it', () => {
    const ours = fc.constantFrom(...Array.from(' az~é¡ÿ‐–—‧…✓✗⚠─╿▀░▟\u00ad\ufe0f語\u0301'))
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(ours, fc.string({ unit: 'grapheme', maxLength: 1 })) }),
        (text) => {
          assert.equal(textWidth(text), stringWidth(text))
        },
      ),
    )
    for (let code = 0x20; code < 0x3000; code += 1) {
      const one = String.fromCharCode(code)
      assert.equal(textWidth(one), stringWidth(one), code.toString(16))
    }
  })
})
