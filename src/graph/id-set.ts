import { endianness } from 'node:os'

const seedLow = 0x9e3779b1
const seedHigh = 0x85ebca6b

const bytesEach = Float64Array.BYTES_PER_ELEMENT
/** Address space alone; memory is taken as ids come. */
const mostBytes = 2 ** 31
const growth = 4_096

/** Until so many are there, a look through all of them costs next to nothing. */
const few = 8_192

/**
 * Remembers which ids have been seen, as fingerprints in one array that is sorted now and then: 8 MB for a million users
 * where a Set of strings takes some 100 MB. Two of a million share a fingerprint with a chance of 6 in 100 million, and are
 * then taken for a duplicate, which refuses an answer but never invents one. Nothing here leads back to a person.
 *
 * The array grows in place: what a smaller one leaves behind is seldom given back to the system.
 */
export class IdSet {
  readonly #buffer = new ArrayBuffer(0, { maxByteLength: mostBytes })
  /** Ascending up to `#size`; after them, as they came, those of which nobody has asked yet whether they are new. */
  readonly #prints = new Float64Array(this.#buffer)
  #size = 0
  #end = 0
  #due = few

  /** How many different ids have been added. */
  get size(): number {
    this.#sift()
    return this.#size
  }

  /** Whether there are half as many again as at the last look: looking then costs less than adding did. */
  get isDue(): boolean {
    return this.#end <= few || this.#end >= this.#due
  }

  /** What the fingerprints take. */
  get bytes(): number {
    return this.#buffer.byteLength
  }

  /** @param id - a GUID, in any case */
  add(id: string): void {
    if (this.#end === this.#prints.length) this.#buffer.resize((this.#end + growth) * bytesEach)
    this.#prints[this.#end] = fingerprintOf(id)
    this.#end += 1
  }

  /** Sorts what has come since, puts it among the rest, and keeps one of each. */
  #sift(): void {
    if (this.#end === this.#size) return
    this.#merge(this.#prints.slice(this.#size, this.#end).sort())
    const prints = this.#prints
    let kept = 1
    for (let index = 1; index < this.#end; index += 1) {
      const print = prints[index] ?? 0
      if (prints[kept - 1] === print) continue
      prints[kept] = print
      kept += 1
    }
    this.#size = kept
    this.#end = kept
    this.#due = Math.max(few, Math.ceil(kept * 1.5))
  }

  /** From the end, where there is room for each. */
  #merge(added: Float64Array): void {
    const prints = this.#prints
    let old = this.#size - 1
    let fresh = added.length - 1
    for (let place = this.#end - 1; fresh >= 0; place -= 1) {
      const print = added[fresh] ?? 0
      const other = prints[old] ?? 0
      const isLater = old < 0 || print >= other
      prints[place] = isLater ? print : other
      if (isLater) fresh -= 1
      else old -= 1
    }
  }
}

const bits = new Uint32Array(bytesEach / Uint32Array.BYTES_PER_ELEMENT)
const image = new Float64Array(bits.buffer)
/** Of a number, the half with sign and exponent. */
const upper = endianness() === 'LE' ? 1 : 0

/** 63 bits as the number of which they are the image: a finite one, for a bit of the exponent is left out. */
function fingerprintOf(id: string): number {
  let low = seedLow
  let high = seedHigh
  for (let index = 0; index < id.length; index += 1) {
    // Upper and lower case are alike in a GUID; the bit between them is set in each of its other characters.
    const code = id.charCodeAt(index) | 0x20
    low = Math.imul(low ^ code, 2_654_435_761)
    high = Math.imul(high ^ code, 1_597_334_677)
  }
  bits[upper] = mix(high, low) & ~0x40000000
  bits[1 - upper] = mix(low, high)
  return image[0] ?? 0
}

function mix(one: number, other: number): number {
  const folded =
    Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
  return (folded ^ (folded >>> 16)) >>> 0
}
