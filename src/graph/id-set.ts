const smallest = 1 << 12
const seedLow = 0x9e3779b1
const seedHigh = 0x85ebca6b

/**
 * Remembers which ids have been seen, as 64-bit fingerprints in an open-addressing table: 16 MB for a million users
 * where a Set of strings takes some 100 MB. Two ids share a fingerprint with a chance of 3 in 100 million at a million
 * users, and are then taken for a duplicate, which refuses an answer but never invents one. Nothing in the table
 * leads back to a person.
 */
export class IdSet {
  #table = new Uint32Array(2 * smallest)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** What the table takes. */
  get bytes(): number {
    return this.#table.byteLength
  }

  /** True when the id was not there before. */
  add(id: string): boolean {
    let low = seedLow
    let high = seedHigh
    for (let index = 0; index < id.length; index += 1) {
      const code = id.charCodeAt(index)
      low = Math.imul(low ^ code, 2_654_435_761)
      high = Math.imul(high ^ code, 1_597_334_677)
    }
    const first = mix(low, high)
    const second = mix(high, low)
    // A pair of zeros marks a free slot.
    const added = this.#place(first, first === 0 && second === 0 ? 1 : second)
    if (added && (this.#size += 1) * 4 > (this.#table.length / 2) * 3) this.#grow()
    return added
  }

  #place(low: number, high: number): boolean {
    const table = this.#table
    const mask = table.length / 2 - 1
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const one = table[2 * slot]
      const other = table[2 * slot + 1]
      if (one === low && other === high) return false
      if (one === 0 && other === 0) {
        table[2 * slot] = low
        table[2 * slot + 1] = high
        return true
      }
    }
  }

  #grow(): void {
    const old = this.#table
    this.#table = new Uint32Array(2 * old.length)
    for (let index = 0; index < old.length; index += 2) {
      const [low = 0, high = 0] = [old[index], old[index + 1]]
      if (low !== 0 || high !== 0) this.#place(low, high)
    }
    // Given back now, not when the garbage collector comes by.
    old.buffer.transfer(0)
  }
}

function mix(one: number, other: number): number {
  const folded =
    Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
  return (folded ^ (folded >>> 16)) >>> 0
}
