import { ConfigurationError } from '../src/config/problem.ts'
import { type Assessment, outcomeOf } from '../src/rules/assessment.ts'
import { dayOf } from '../src/rules/calendar.ts'
import type { Stack } from '../src/rules/stack.ts'
import { reviewWaivers } from '../src/rules/waiver-review.ts'
import type { Waivers } from '../src/rules/waiver.ts'
import { defectWords } from './findings.ts'

/** What the policies of one start have answered so far. */
export class Answers {
  readonly #assessments = new Map<number, Assessment>()
  readonly #problems = new Set<string>()

  /** What kept rules from being judged at all. */
  get problems(): readonly string[] {
    return [...this.#problems]
  }

  /** Keeps the answer of the rule at `index`, or why there is none. */
  async keep(index: number, judge: () => Promise<Assessment>): Promise<Assessment> {
    try {
      const assessment = await judge()
      this.#assessments.set(index, assessment)
      return assessment
    } catch (error) {
      const problems = error instanceof ConfigurationError ? error.problems : [defectWords(error)]
      for (const problem of problems) this.#problems.add(problem)
      throw error
    }
  }

  has(index: number): boolean {
    return this.#assessments.has(index)
  }

  /** All of them in the order of the rules document. */
  joined({ waivers, stack, now }: { waivers: Waivers; stack: Stack; now: Date }): Assessment {
    const parts = [...this.#assessments].sort(([one], [other]) => one - other).map(([, part]) => part)
    const verdicts = parts.flatMap((part) => part.verdicts)
    return {
      // One reading serves every rule that asks; a disabled one asks nothing.
      readings: parts.find(({ readings }) => readings.length > 0)?.readings ?? [],
      verdicts,
      outcome: outcomeOf(verdicts),
      waivers: reviewWaivers(verdicts, { waivers, stack, today: dayOf(now) }),
    }
  }
}
