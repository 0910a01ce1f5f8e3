import { readNames, readStars, type Steps } from './steps.ts'

/** Whether the whole of a text fits a pattern. */
type Glob = (text: string) => boolean

/** A pattern in which `*` stands for any characters, and nothing else is special. */
export function starGlob(pattern: string): Glob {
  return matcherOf(readStars(pattern))
}

/** A pattern in which `*` is any text, `?` one character and `{a,b}` either; undefined when it is none. */
export function nameGlob(pattern: string): Glob | undefined {
  const steps = readNames(pattern)
  return 'problem' in steps ? undefined : matcherOf(steps)
}

/** Why a text is no such pattern; undefined when it is one. */
export function globProblem(pattern: string): string | undefined {
  const steps = readNames(pattern)
  return 'problem' in steps ? steps.problem : undefined
}

function matcherOf(steps: Steps): Glob {
  const matcher = new Matcher(steps)
  return (text) => matcher.fits(text)
}

/**
 * Follows all ways through a pattern side by side, so that time grows with pattern times text and no faster: no way is
 * ever tried again. Holds its places between texts, as a pattern is asked about every user of a tenant.
 */
class Matcher {
  readonly #steps: Steps
  /** The steps that the characters so far lead to. */
  #now: number[] = []
  #next: number[] = []
  /** For each step the round in which it was reached last. */
  readonly #reached: Uint32Array
  #round = 0
  readonly #open: number[] = []

  constructor(steps: Steps) {
    this.#steps = steps
    this.#reached = new Uint32Array(steps.length + 1)
  }

  fits(text: string): boolean {
    this.#begin()
    this.#reach(0)
    for (const character of text) {
      this.#begin()
      for (const at of this.#now) this.#pass(at, character)
      if (this.#next.length === 0) return false
    }
    return this.#next.includes(this.#steps.length)
  }

  #begin(): void {
    if (this.#round === 0xffff_ffff) {
      this.#reached.fill(0)
      this.#round = 0
    }
    this.#round += 1
    const free = this.#now
    this.#now = this.#next
    this.#next = free
    this.#next.length = 0
  }

  #pass(at: number, character: string): void {
    const step = this.#steps[at]
    if (step?.kind === 'any') this.#reach(at)
    else if (step?.kind === 'one') this.#reach(at + 1)
    else if (step?.kind === 'character' && step.character === character) this.#reach(at + 1)
  }

  /** With what can be reached from there without a character. */
  #reach(from: number): void {
    this.#open.push(from)
    for (let at = this.#open.pop(); at !== undefined; at = this.#open.pop()) {
      if (this.#reached[at] === this.#round) continue
      this.#reached[at] = this.#round
      const step = this.#steps[at]
      if (step?.kind === 'fork') this.#open.push(...step.to)
      else this.#next.push(at)
      if (step?.kind === 'any') this.#open.push(at + 1)
    }
  }
}
