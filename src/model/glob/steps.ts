/** One step of a pattern that has been read; a fork leads to others and takes no character. */
type Step =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'any' }
  | { readonly kind: 'fork'; readonly to: number[] }

export type Steps = readonly Step[]

/** Where only `*` is special. */
export function readStars(pattern: string): Steps {
  return Array.from(pattern, plainStep)
}

/** Where `*`, `?` and `{a,b}` are special; what they could mean elsewhere is refused, as nobody could tell. */
export function readNames(pattern: string): Steps | { readonly problem: string } {
  const reader = new Reader(pattern)
  reader.read(0)
  return reader.problem === undefined ? reader.steps : { problem: reader.problem }
}

function plainStep(character: string): Step {
  return character === '*' ? { kind: 'any' } : { kind: 'character', character }
}

const foreign = ['[', ']', '\\', '|']

class Reader {
  readonly steps: Step[] = []
  problem: string | undefined
  readonly #characters: readonly string[]
  #at = 0

  constructor(pattern: string) {
    this.#characters = Array.from(pattern)
  }

  /** Up to the end of the pattern, or of the alternative it is in. */
  read(depth: number): void {
    for (; this.#at < this.#characters.length; this.#at += 1) {
      const character = this.#characters[this.#at] ?? ''
      if (depth > 0 && (character === ',' || character === '}')) return
      if (character === '{') this.#readEither(depth + 1)
      else if (character === '?') this.steps.push({ kind: 'one' })
      else this.#readPlain(character)
    }
  }

  #readPlain(character: string): void {
    if (character === '}') this.#refuse('a brace is closed that was not opened; write {a,b}')
    if (foreign.includes(character)) {
      this.#refuse(`"${character}" has no meaning in it; write *, ? or {a,b}, and ? for the character itself`)
    }
    this.steps.push(plainStep(character))
  }

  #readEither(depth: number): void {
    const to: number[] = []
    const ends: number[][] = []
    this.steps.push({ kind: 'fork', to })
    do {
      this.#at += 1
      to.push(this.steps.length)
      this.read(depth)
      const end: number[] = []
      ends.push(end)
      this.steps.push({ kind: 'fork', to: end })
    } while (this.#characters[this.#at] === ',')
    if (this.#at >= this.#characters.length) this.#refuse('a brace is not closed; write {a,b}')
    else if (ends.length === 1) this.#refuse('its braces hold one name only; write {a,b}')
    for (const end of ends) end.push(this.steps.length)
  }

  #refuse(problem: string): void {
    this.problem ??= problem
  }
}
