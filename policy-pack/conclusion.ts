import { shortestPath } from '../src/config/shortest-path.ts'
import { failureStatement, retractionOf, type StatementInput, statementOf } from '../src/report/statement.ts'
import { type Assessed, reportOfCheck } from '../src/report/report.ts'
import { reportOf } from '../src/report/report-of.ts'
import type { Assessment } from '../src/rules/assessment.ts'
import type { Outcome } from '../src/rules/outcome.ts'
import type { Stack } from '../src/rules/stack.ts'
import type { Verdict } from '../src/rules/verdict.ts'
import { unreadableRules } from '../src/rules/unreadable-rules.ts'
import { LatestAssessment } from './latest-assessment.ts'
import type { PackReports } from './reports.ts'
import { packVersion } from './packed.ts'

/** Prints a line for people; whatever a pack writes to stderr stands under Diagnostics. */
export type Say = (line: string) => void

/** What one start has come to, and where. */
interface Conclusion extends Pick<StatementInput, 'documented' | 'tenantsCompared'> {
  readonly assessment: Assessment
  /** False: the policy that compares tenants has been disabled. */
  readonly tenantsCompared: boolean
}

/** Tells people and files what one start has come to. */
export interface Conclude {
  judged(conclusion: Conclusion): Promise<void>
  /** What was judged has turned out not to be what is deployed to; nothing but the reports changes. */
  revised(assessment: Assessment): Promise<void>
  /** A guard has looked at something in the plan; nothing but the reports changes, which hold the gravest of its answers. */
  guarded(verdicts: readonly Verdict[]): Promise<void>
  /** `lenient`: the policy that would refuse has been disabled. */
  failed(problems: readonly string[], stack: Stack, lenient?: boolean): Promise<void>
}

interface ConcludeOptions {
  readonly reports: PackReports
  readonly say: Say
  /** Leaves the line out where nothing is said that a green sign would hide. */
  readonly quiet: boolean
  readonly rulesOrigin: string
  readonly directory: string
  readonly now: () => Date
}

export function concludeWith(options: ConcludeOptions): Conclude {
  const { reports, say, quiet, rulesOrigin, directory, now } = options
  const reportFrom = (assessment: Assessment): Assessed =>
    reportOfCheck(reportOf({ assessment, version: packVersion }))
  const write = writeTo(reports, say)
  let revised: Assessed | undefined
  const latest = new LatestAssessment()
  const writeLatest = async (): Promise<void> => {
    if (latest.whole !== undefined) await write(reportFrom(latest.whole))
  }
  /** What the line for people has said. */
  let stated: Outcome | undefined
  const takeBack = (): void => {
    if (stated === undefined || revised === undefined) return
    const line = retractionOf(stated, revised)
    if (takenBack.has(line)) return
    takenBack.add(line)
    say(line)
  }
  const takenBack = new Set<string>()
  return {
    revised: async (assessment) => {
      revised = reportFrom(assessment)
      latest.revised(assessment)
      takeBack()
      await writeLatest()
    },
    guarded: async (verdicts) => {
      latest.guarded(verdicts)
      await writeLatest()
    },
    judged: async ({ assessment, documented, tenantsCompared }) => {
      const report = reportFrom(assessment)
      const hidden = !tenantsCompared || assessment.verdicts.some(({ kind }) => kind === 'not-applicable')
      if (!quiet || hidden) {
        const asked = assessment.verdicts.map(({ rule }) => rule)
        const shortest = shortestPath(rulesOrigin, directory)
        say(statementOf({ report, rulesOrigin: shortest, asked, documented, tenantsCompared }))
        stated = assessment.outcome
        takeBack()
      }
      latest.judged(assessment)
      await writeLatest()
    },
    failed: async (problems, stack, lenient = false) => {
      if (!quiet || lenient) say(failureStatement(problems, lenient))
      await write(reportFrom(unreadableRules(problems, { now: now(), stack, rulesOrigin })))
    },
  }
}

/** No reason to refuse what passed, nor to hide why something was refused. */
function writeTo(reports: PackReports, say: Say): (report: Assessed) => Promise<void> {
  return async (report) => {
    for (const problem of await reports.write(report)) say(`entra-mfa-gate: ${problem}.`)
  }
}
