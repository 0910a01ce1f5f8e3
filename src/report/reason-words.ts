import type { Undetermined, UndeterminedCode } from '../model/undetermined.ts'

/** What went wrong, and who must do what about it. */
export interface ReasonWords {
  readonly what: string
  readonly todo: string
}

export type WordsFor<C extends UndeterminedCode> = (reason: Extract<Undetermined, { code: C }>) => ReasonWords
