import { isUtf8 } from 'node:buffer'
import { FileProblem } from './file-problem.ts'

/**
 * The text of bytes in UTF-8, or in UTF-16 where the byte order mark says so, without the mark. Anything else is refused:
 * a name in another encoding would match nobody, and say nothing of it.
 * @throws FileProblem with the line
 */
export function decodeText(bytes: Buffer): string {
  if (startsWith(bytes, utf32LittleEndian) || startsWith(bytes, utf32BigEndian)) {
    throw new FileProblem('it is UTF-32; save it as UTF-8')
  }
  if (startsWith(bytes, utf16LittleEndian)) return fromUtf16(bytes.subarray(2))
  if (startsWith(bytes, utf16BigEndian)) return fromUtf16(swapped(bytes.subarray(2)))
  return fromUtf8(startsWith(bytes, utf8Mark) ? bytes.subarray(3) : bytes)
}

/** True when a byte order mark says that bytes are a text. */
export function isMarkedText(bytes: Buffer): boolean {
  return [utf8Mark, utf16LittleEndian, utf16BigEndian].some((mark) => startsWith(bytes, mark))
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf])
const utf16LittleEndian = Buffer.from([0xff, 0xfe])
const utf16BigEndian = Buffer.from([0xfe, 0xff])
const utf32LittleEndian = Buffer.from([0xff, 0xfe, 0, 0])
const utf32BigEndian = Buffer.from([0, 0, 0xfe, 0xff])
const lineFeed = 0x0a

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark)
}

function fromUtf8(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new FileProblem('it is not valid UTF-8; save it as UTF-8', { line: firstBadLine(bytes) })
  }
  return withoutNull(bytes.toString('utf8'))
}

/** A line end is never part of another character in UTF-8, so that each line is valid or not by itself. */
function firstBadLine(bytes: Buffer): number {
  let [line, start] = [1, 0]
  for (;;) {
    const end = bytes.indexOf(lineFeed, start)
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
    line += 1
  }
}

function fromUtf16(bytes: Buffer): string {
  const text = bytes.toString('utf16le')
  if (bytes.length % 2 === 0 && text.isWellFormed()) return withoutNull(text)
  const lines = text.split('\n')
  const bad = lines.findIndex((line) => !line.isWellFormed())
  throw new FileProblem('it is not valid UTF-16; save it as UTF-8', {
    line: bad === -1 ? lines.length : bad + 1,
  })
}

function swapped(bytes: Buffer): Buffer {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16()
  return bytes.length % 2 === 0 ? even : Buffer.concat([even, bytes.subarray(-1)])
}

/** No text has one; every second character is one in UTF-16 without a mark. */
function withoutNull(text: string): string {
  const at = text.indexOf('\0')
  if (at === -1) return text
  const line = text.slice(0, at).split('\n').length
  throw new FileProblem('it has NUL characters, as UTF-16 without a byte order mark has; save it as UTF-8', {
    line,
  })
}
