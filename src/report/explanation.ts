import type { Undetermined, UndeterminedCode } from '../model/undetermined.ts'

/** What went wrong, and who must do what about it. */
export interface Explanation {
  readonly what: string
  readonly todo: string
}

export type Explain<C extends UndeterminedCode> = (reason: Extract<Undetermined, { code: C }>) => Explanation
