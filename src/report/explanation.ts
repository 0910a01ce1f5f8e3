import type { Undetermined, UndeterminedCode } from '../posture/undetermined.ts'

/** What went wrong, and who must do what about it. */
export interface Explanation {
  readonly what: string
  readonly todo: string
}

/** Explains the reasons of one code. */
export type Explain<C extends UndeterminedCode> = (reason: Extract<Undetermined, { code: C }>) => Explanation
