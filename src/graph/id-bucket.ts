/** Two halves of 32 bits; never two zeros. */
export type Fingerprint = readonly [low: number, high: number]

const slots = 1_024
/** With more, looking for a free slot takes long. */
const most = (slots / 8) * 7

const tablesPerSlab = 64

/** Gives out tables from larger pieces of memory, so that what else comes and goes leaves no holes between them. */
export class Tables {
  readonly scratch = new Uint32Array(2 * slots)
  #slab = new ArrayBuffer(tablesPerSlab * this.scratch.byteLength)
  #given = 0
  #slabs = 1

  get bytes(): number {
    return this.#slabs * this.#slab.byteLength
  }

  next(): Uint32Array {
    if (this.#given === tablesPerSlab) {
      this.#slab = new ArrayBuffer(this.#slab.byteLength)
      this.#slabs += 1
      this.#given = 0
    }
    const table = new Uint32Array(this.#slab, this.#given * this.scratch.byteLength, 2 * slots)
    this.#given += 1
    return table
  }
}

/** Some hundred fingerprints whose high halves end in the same bits, side by side in an open-addressing table. */
export class Bucket {
  readonly #tables: Tables
  readonly #table: Uint32Array
  #bits: number
  #size = 0

  /** What those bits are. */
  readonly #ending: number

  constructor(tables: Tables, bits: number, ending: number) {
    this.#tables = tables
    this.#table = tables.next()
    this.#bits = bits
    this.#ending = ending
  }

  /** How many of the last bits are the same in all. */
  get bits(): number {
    return this.#bits
  }

  get full(): boolean {
    return this.#size >= most
  }

  /** True when it was not there before. */
  place([low, high]: Fingerprint): boolean {
    const table = this.#table
    for (let slot = low & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const one = table[2 * slot]
      const other = table[2 * slot + 1]
      if (one === low && other === high) return false
      if (one === 0 && other === 0) {
        table[2 * slot] = low
        table[2 * slot + 1] = high
        this.#size += 1
        return true
      }
    }
  }

  /** Moves those with the next bit set into a bucket of their own; answers it and how its high halves end. */
  split(): readonly [other: Bucket, ending: number] {
    const { scratch } = this.#tables
    scratch.set(this.#table)
    const bit = 1 << this.#bits
    this.#bits += 1
    this.#table.fill(0)
    this.#size = 0
    const ending = this.#ending | bit
    const other = new Bucket(this.#tables, this.#bits, ending)
    for (let index = 0; index < scratch.length; index += 2) {
      const [low = 0, high = 0] = [scratch[index], scratch[index + 1]]
      if (low !== 0 || high !== 0) (high & bit ? other : this).place([low, high])
    }
    return [other, ending]
  }
}
