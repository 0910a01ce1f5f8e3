import { shortestPath } from '../src/config/shortest-path.ts'
import { failureStatement, retractionOf, type StatementInput, statementOf } from '../src/report/statement.ts'
import type { Outcome } from '../src/rules/outcome.ts'
import type { Stack } from '../src/rules/stack.ts'
import { unreadableRules } from '../src/rules/unreadable-rules.ts'
import type { PackReports } from './reports.ts'

/** Prints a line for people; whatever a pack writes to stderr stands under Diagnostics. */
export type Say = (line: string) => void

/** What one start has come to, and where. */
export interface Conclusion extends Omit<StatementInput, 'rulesOrigin'> {
  readonly stack: Stack
  /** False: the policy that compares tenants has been disabled. */
  readonly tenantsCompared: boolean
}

/** Tells people and files what one start has come to. */
export interface Conclude {
  judged(conclusion: Conclusion): Promise<void>
  /** What was judged has turned out not to be what is deployed to; nothing but the reports changes. */
  revised(conclusion: Pick<Conclusion, 'assessment' | 'now' | 'stack'>): Promise<void>
  /** `lenient`: the policy that would refuse has been disabled. */
  failed(problems: readonly string[], stack: Stack, lenient?: boolean): Promise<void>
}

export interface ConcludeOptions {
  readonly reports: PackReports
  readonly say: Say
  /** Leaves the line out where nothing is said that a green sign would hide. */
  readonly quiet: boolean
  readonly rulesOrigin: string
  readonly directory: string
}

export function concludeWith({ reports, say, quiet, rulesOrigin, directory }: ConcludeOptions): Conclude {
  const write = async (input: Parameters<PackReports['write']>[0]): Promise<void> => {
    // No reason to refuse what passed, nor to hide why something was refused.
    for (const problem of await reports.write(input)) say(`entra-mfa-gate: ${problem}.`)
  }
  let revised: Parameters<PackReports['write']>[0] | undefined
  /** What the line for people has said. */
  let stated: Outcome | undefined
  const takeBack = (): void => {
    if (stated === undefined || revised === undefined) return
    const line = retractionOf(stated, revised.assessment)
    if (takenBack.has(line)) return
    takenBack.add(line)
    say(line)
  }
  const takenBack = new Set<string>()
  return {
    revised: async ({ assessment, now, stack }) => {
      revised = { assessment, rulesOrigin, stack, now }
      takeBack()
      await write(revised)
    },
    judged: async ({ stack, ...conclusion }) => {
      const { assessment, now, tenantsCompared } = conclusion
      const hidden = !tenantsCompared || assessment.verdicts.some(({ kind }) => kind === 'not-applicable')
      if (!quiet || hidden) {
        say(statementOf({ ...conclusion, rulesOrigin: shortestPath(rulesOrigin, directory) }))
        stated = assessment.outcome
        takeBack()
      }
      // A provider may come before the stack.
      await write(revised ?? { assessment, rulesOrigin, stack, now })
    },
    failed: async (problems, stack, lenient = false) => {
      if (!quiet || lenient) say(failureStatement(problems, lenient))
      const now = new Date()
      await write({ assessment: unreadableRules(problems, now), rulesOrigin, stack, now })
    },
  }
}
