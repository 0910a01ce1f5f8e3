const seedLow = 0x9e3779b1
const seedHigh = 0x85ebca6b

const bytesEach = Float64Array.BYTES_PER_ELEMENT
/** Address space alone; memory is taken as ids come. */
const mostBytes = 2 ** 31
const growth = 4_096

/**
 * Remembers which ids have been seen, as fingerprints in one sorted array: 8 MB for a million users where a Set of strings
 * takes some 100 MB. Two of a million share a fingerprint with a chance of 6 in 100 million, and are then taken for a duplicate, which refuses an answer but never invents one. Nothing here leads back to a person.
 *
 * The array grows in place: what a smaller one leaves behind is seldom given back to the system.
 */
export class IdSet {
  readonly #buffer = new ArrayBuffer(0, { maxByteLength: mostBytes })
  /** Ascending up to `#size`; after them, as they came, those of which nobody has asked yet whether they are new. */
  readonly #prints = new Float64Array(this.#buffer)
  #size = 0
  #end = 0

  get size(): number {
    return this.#size
  }

  /** What the fingerprints take. */
  get bytes(): number {
    return this.#buffer.byteLength
  }

  add(id: string): void {
    if (this.#end === this.#prints.length) this.#buffer.resize((this.#end + growth) * bytesEach)
    this.#prints[this.#end] = fingerprintOf(id)
    this.#end += 1
  }

  /** How many of those added since the last call were not there before, each counted once. */
  countNew(): number {
    const added = this.#prints.slice(this.#size, this.#end).sort()
    const places = new Uint32Array(added.length)
    let fresh = 0
    let place = 0
    for (const print of added) {
      place = this.#placeOf(print, place)
      if (print === added[fresh - 1] || (place < this.#size && this.#prints[place] === print)) continue
      added[fresh] = print
      places[fresh] = place
      fresh += 1
    }
    this.#insert(added.subarray(0, fresh), places)
    return fresh
  }

  /** Of the first that is not below it, from a place on that is known to be none too far. */
  #placeOf(print: number, from: number): number {
    const prints = this.#prints
    let low = from
    let high = this.#size
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((prints[middle] ?? 0) < print) low = middle + 1
      else high = middle
    }
    return low
  }

  /** From the end, so that each is moved once, to where it stays. */
  #insert(added: Float64Array, places: Uint32Array): void {
    let end = this.#size
    for (let left = added.length - 1; left >= 0; left -= 1) {
      const place = places[left] ?? 0
      if (place < end) this.#prints.copyWithin(place + left + 1, place, end)
      this.#prints[place + left] = added[left] ?? 0
      end = place
    }
    this.#size += added.length
    this.#end = this.#size
  }
}

const bits = new DataView(new ArrayBuffer(bytesEach))

/** 63 bits as the number of which they are the image: a finite one, for a bit of the exponent is left out. */
function fingerprintOf(id: string): number {
  let low = seedLow
  let high = seedHigh
  for (let index = 0; index < id.length; index += 1) {
    const unit = id.charCodeAt(index)
    // Upper and lower case are alike, as in any GUID.
    const code = unit >= 65 && unit <= 90 ? unit + 32 : unit
    low = Math.imul(low ^ code, 2_654_435_761)
    high = Math.imul(high ^ code, 1_597_334_677)
  }
  bits.setUint32(0, mix(high, low) & ~0x40000000)
  bits.setUint32(4, mix(low, high))
  return bits.getFloat64(0)
}

function mix(one: number, other: number): number {
  const folded =
    Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
  return (folded ^ (folded >>> 16)) >>> 0
}
