import { Bucket, type Fingerprint, Tables } from './id-bucket.ts'

const seedLow = 0x9e3779b1
const seedHigh = 0x85ebca6b

/**
 * Remembers which ids have been seen, as 64-bit fingerprints: 17 MB for a million users where a Set of strings takes some
 * 100 MB. Two of a million share a fingerprint with a chance of 3 in 100 million, and are then taken for a duplicate, which refuses an answer but never invents one. Nothing here leads back to a person.
 *
 * Extendible hashing: buckets of one size, of which a full one is split in two. A single table would have to be copied
 * into one of twice the size, and what it leaves behind is seldom given back to the system.
 */
export class IdSet {
  readonly #tables = new Tables()
  /** As many entries as `#bits` bits can tell apart; a bucket that tells fewer apart stands there several times. */
  #directory = [new Bucket(this.#tables, 0, 0)]
  #bits = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  /** What the fingerprints take. */
  get bytes(): number {
    return this.#tables.bytes
  }

  /** True when the id was not there before. */
  add(id: string): boolean {
    const print = fingerprintOf(id)
    let bucket = this.#bucketOf(print)
    const added = bucket.place(print)
    if (!added) return false
    this.#size += 1
    while (bucket.full) {
      this.#split(bucket)
      bucket = this.#bucketOf(print)
    }
    return true
  }

  #bucketOf([, high]: Fingerprint): Bucket {
    const bucket = this.#directory[high & ((1 << this.#bits) - 1)]
    if (bucket === undefined) throw new TypeError('a directory with a hole')
    return bucket
  }

  #split(bucket: Bucket): void {
    if (bucket.bits === this.#bits) {
      this.#directory = this.#directory.concat(this.#directory)
      this.#bits += 1
    }
    const [other, firstOfOther] = bucket.split()
    const step = 1 << bucket.bits
    for (let index = firstOfOther; index < this.#directory.length; index += step) {
      this.#directory[index] = other
    }
  }
}

function fingerprintOf(id: string): Fingerprint {
  let low = seedLow
  let high = seedHigh
  for (let index = 0; index < id.length; index += 1) {
    const unit = id.charCodeAt(index)
    // Upper and lower case are alike, as in any GUID.
    const code = unit >= 65 && unit <= 90 ? unit + 32 : unit
    low = Math.imul(low ^ code, 2_654_435_761)
    high = Math.imul(high ^ code, 1_597_334_677)
  }
  const first = mix(low, high)
  const second = mix(high, low)
  // A pair of zeros marks a free slot.
  return first === 0 && second === 0 ? [1, 0] : [first, second]
}

function mix(one: number, other: number): number {
  const folded =
    Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
  return (folded ^ (folded >>> 16)) >>> 0
}
