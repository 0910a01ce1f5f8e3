import { auditAnswerOf, type AuditOutcome } from '../report/report.ts'
import { gateAnswerOf, type Outcome } from '../rules/outcome.ts'

/** Constants, never counts: what a pipeline can rely on. */
export const exitCodes = {
  pass: 0,
  violation: 1,
  usage: 2,
  undetermined: 3,
  /** EX_SOFTWARE of sysexits.h: a defect of the gate. */
  defect: 70,
} as const

export type ExitName = keyof typeof exitCodes

/** For people; docs/ci.md has the same rows. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  pass: 'passed, passed with waivers, warned, or nothing judged',
  violation: 'refused: below the minimum',
  usage: 'wrong usage or configuration, a report that cannot be written, a snapshot that was changed',
  undetermined: 'could not determine',
  defect: 'a defect of the gate',
}

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The least answer that fails; `undetermined` fails on a violation too. */
export const failOns = ['violation', 'undetermined', 'none'] as const
export type FailOn = (typeof failOns)[number]

export interface ExitOptions {
  readonly failOn: FailOn
  readonly exitZero?: boolean
}

/** Where nothing was judged nothing is refused: the rules are disabled by whoever wrote them, and the report says so. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  return exitCodes[gateAnswerOf(outcome)]
}

/** Of a whole audit: see `worstOf`. */
export function auditExitCode(worst: AuditOutcome): ExitCode {
  return exitCodes[auditAnswerOf(worst)]
}

/** The exit code that the options make of an outcome. */
export function judgedExitCode(outcome: Outcome, options: ExitOptions): ExitCode {
  const lets = neverFails(options) || (outcome === 'undetermined' && options.failOn === 'violation')
  return lets ? exitCodes.pass : exitCodeOf(outcome)
}

export function neverFails({ failOn, exitZero }: ExitOptions): boolean {
  return exitZero === true || failOn === 'none'
}
