import type { Undetermined, UndeterminedCode } from '../posture/undetermined.ts'

/** What went wrong, and who must do what about it. */
export interface Explanation {
  readonly what: string
  readonly todo: string
}

export type Explain<C extends UndeterminedCode> = (reason: Extract<Undetermined, { code: C }>) => Explanation
