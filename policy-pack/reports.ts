import type { Environment } from '../src/config/environment.ts'
import { placesIn } from '../src/outputs/places-in.ts'
import { parseReportList } from '../src/outputs/report-list.ts'
import type { LoadedRules } from '../src/config/rules-file.ts'
import { type Assessment, outcomeOf } from '../src/rules/assessment.ts'
import { dayOf } from '../src/rules/calendar.ts'
import type { Stack } from '../src/rules/stack.ts'
import type { Verdict } from '../src/rules/verdict.ts'
import { reviewWaivers } from '../src/rules/waiver-review.ts'
import { packVersion } from './version.ts'

/** What the reports of this start are made of besides the verdicts. */
export interface ReportContext {
  readonly loaded: LoadedRules
  readonly stack: Stack
  readonly now: Date
}

/** Writes what `MFA_GATE_REPORT` asks for. */
export interface PackReports {
  /** Adds one policy's answer and writes every report anew: the engine says nowhere which policy is the last. */
  add(index: number, assessment: Assessment, context: ReportContext): Promise<void>
}

/** @throws ConfigurationError */
export function reportsFrom(
  list: string | undefined,
  directory: string,
  environment: Environment,
): PackReports {
  const targets = parseReportList(list)
  const placed = placesIn(environment, directory)
  const verdicts = new Map<number, Verdict>()
  const told = new Set<string>()
  let last: Promise<void> = Promise.resolve()
  const write = async (part: Assessment, context: ReportContext): Promise<void> => {
    const { writeReports } = await import('../src/outputs/write-reports.ts')
    const { loaded, stack, now } = context
    const assessment = joined(verdicts, part, context)
    const input = { assessment, rulesOrigin: loaded.origin, stack, now, version: packVersion, placed }
    const problems = await writeReports(targets, input, directory)
    // No reason to refuse what passed, nor to hide why something was refused.
    for (const problem of problems.filter((one) => !told.has(one))) {
      told.add(problem)
      process.stderr.write(`entra-mfa-gate: ${problem}.\n`)
    }
  }
  return {
    add: (index, assessment, context) => {
      const [verdict] = assessment.verdicts
      if (targets.length === 0 || verdict === undefined) return Promise.resolve()
      verdicts.set(index, verdict)
      last = last.then(() => write(assessment, context))
      return last
    },
  }
}

/** The answers so far in the order of the rules document. */
function joined(
  verdicts: ReadonlyMap<number, Verdict>,
  { reading }: Assessment,
  { loaded: { waivers }, stack, now }: ReportContext,
): Assessment {
  const all = [...verdicts].sort(([one], [other]) => one - other).map(([, verdict]) => verdict)
  const notes = reviewWaivers(all, { waivers, stack, today: dayOf(now) })
  return { reading, verdicts: all, outcome: outcomeOf(all), waivers: notes }
}
