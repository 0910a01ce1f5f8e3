import type { Outcome } from '../rules/assessment.ts'

/** Constants, never counts: what a pipeline can rely on. */
export const exitCodes = {
  pass: 0,
  violation: 1,
  usage: 2,
  undetermined: 3,
  /** EX_SOFTWARE of sysexits.h: a defect of the gate. */
  defect: 70,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export function exitCodeOf(outcome: Outcome): ExitCode {
  return exitCodes[outcome]
}
