import { type Assessment, outcomeOf } from '../src/rules/assessment.ts'
import { gravestFirst } from '../src/rules/guards/gravest-first.ts'
import type { Verdict } from '../src/rules/verdict.ts'

/** What the rules have come to last, and the gravest answer of a guard: the engine asks for them one after the other. */
export class LatestAssessment {
  #assessment: Assessment | undefined
  #gravest: Verdict | undefined

  /** A provider may come before the stack, and what was revised by then stands. */
  judged(assessment: Assessment): void {
    this.#assessment ??= assessment
  }

  revised(assessment: Assessment): void {
    this.#assessment = assessment
  }

  guarded(verdicts: readonly Verdict[]): void {
    this.#gravest = gravestFirst([...this.#guards, ...verdicts])[0]
  }

  /** Undefined where the rules have not been asked yet. */
  get whole(): Assessment | undefined {
    if (this.#assessment === undefined) return undefined
    const verdicts = [...this.#assessment.verdicts, ...this.#guards]
    return { ...this.#assessment, verdicts, outcome: outcomeOf(verdicts) }
  }

  get #guards(): readonly Verdict[] {
    return this.#gravest === undefined ? [] : [this.#gravest]
  }
}
