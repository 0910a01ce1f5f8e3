import assert from 'node:assert/strict'
import fc from 'fast-check'
import { FileProblem } from '../../src/io/file-problem.ts'
import { decodeText } from '../../src/io/text.ts'

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** Every way in which an editor or a shell writes a text. */
const written = [
  { title: 'UTF-8', bytes: (text: string) => Buffer.from(text) },
  { title: 'UTF-8 with a byte order mark', bytes: (text: string) => Buffer.from(`\uFEFF${text}`) },
  {
    title: 'UTF-16, little endian, as Windows PowerShell has it',
    bytes: (text: string) => utf16(`\uFEFF${text}`),
  },
  { title: 'UTF-16, big endian', bytes: (text: string) => utf16(`\uFEFF${text}`).swap16() },
]

const refused = [
  { title: 'Latin-1', bytes: Buffer.from('a\nb\nJosé\n', 'latin1'), line: 3, says: /not valid UTF-8/ },
  { title: 'UTF-8 that is cut', bytes: Buffer.from('ä').subarray(0, 1), line: 1, says: /not valid UTF-8/ },
  { title: 'an overlong form', bytes: Buffer.from([0x0a, 0xc0, 0xaf]), line: 2, says: /not valid UTF-8/ },
  { title: 'a surrogate in UTF-8', bytes: Buffer.from([0xed, 0xa0, 0x80]), line: 1, says: /not valid UTF-8/ },
  { title: 'UTF-16 without a mark', bytes: utf16('one\ntwo'), line: 1, says: /NUL characters/ },
  { title: 'a NUL', bytes: Buffer.from('one\ntwo\0'), line: 2, says: /NUL characters/ },
  { title: 'half a character of UTF-16', bytes: utf16('\uFEFFa\nb').subarray(0, 7), line: 2, says: /UTF-16/ },
  { title: 'half a pair of UTF-16', bytes: utf16('\uFEFFa\n\uD800b'), line: 2, says: /not valid UTF-16/ },
  { title: 'UTF-32', bytes: Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), line: undefined, says: /UTF-32/ },
] as const

describe('A text file', () => {
  for (const { title, bytes } of written) {
    it(`is read as what was written in ${title}`, () => {
      const line = fc
        .string({ unit: 'grapheme' })
        .filter((text) => !/[\0\uFEFF]/.test(text) && text.isWellFormed())
      fc.assert(fc.property(line, (text) => assert.equal(decodeText(bytes(text)), text)))
    })
  }

  for (const { title, bytes, line, says } of refused) {
    it(`is refused with its line when it is ${title}`, () => {
      assert.throws(
        () => decodeText(bytes),
        (error) => error instanceof FileProblem && error.line === line && says.test(error.reason),
      )
    })
  }

  it('is never read as something else than its bytes say', () => {
    const any = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(any, (bytes) => {
        const text = textOf(bytes)
        if (text === undefined || [0xef, 0xfe, 0xff].includes(bytes[0] ?? 0)) return
        assert.ok(Buffer.from(text).equals(bytes))
      }),
    )
  })
})

function textOf(bytes: Buffer): string | undefined {
  try {
    return decodeText(bytes)
  } catch (error) {
    assert.ok(error instanceof FileProblem)
    return undefined
  }
}
