import { ConfigurationError } from '../src/config/problem.ts'
import { remedyOf } from '../src/model/measure.ts'
import { reportedReading, sourceLines } from '../src/report/reported-reading.ts'
import { type RuleLines, linesOnce } from '../src/report/lines-once.ts'
import { undeterminedTodo } from '../src/report/todo-lines.ts'
import { undeterminedLines, verdictLines } from '../src/report/verdict-lines.ts'
import type { Severity } from '../src/rules/rule.ts'
import { effectOf, type Verdict } from '../src/rules/verdict.ts'

/** What one policy has to say against the deployment; the message alone is what Pulumi prints. */
export interface Violation {
  readonly message: string
  readonly enforcementLevel: 'mandatory' | 'advisory'
  readonly severity: Severity
}

/** What the answer of one rule means for the deployment; undefined when there is nothing to say. */
export function violationOf(verdict: Verdict): Violation | undefined {
  return violationsOf([verdict])[0]
}

/** The same of all rules, in their order: tenant, source and remedy are told once, with the first that has them. */
export function violationsOf(verdicts: readonly Verdict[]): readonly (Violation | undefined)[] {
  const telling = verdicts.filter((verdict) => effectOf(verdict) !== 'none')
  const messages = new Map(
    linesOnce(telling.map(linesOf)).map((lines, index) => [telling[index], lines.join('\n')]),
  )
  return verdicts.map((verdict) => {
    const message = messages.get(verdict)
    if (message === undefined) return undefined
    const enforcementLevel = effectOf(verdict) === 'stop' ? 'mandatory' : 'advisory'
    return { message, enforcementLevel, severity: verdict.rule.severity }
  })
}

function linesOf(verdict: Verdict): RuleLines {
  const { id, measure } = verdict.rule
  const registers = verdict.kind === 'violation' && verdict.population > 0
  return {
    rule: id,
    lines: verdictLines(verdict),
    sources: sourceLines(reportedReading(verdict.reading)),
    remedy: registers ? remedyOf(measure).remedy : undefined,
  }
}

/** The gate is set up wrongly, or has itself failed: refuse, and show nothing that could hold a secret. */
export function failed(error: unknown): Violation {
  return error instanceof ConfigurationError
    ? misconfigured(error.problems)
    : stopping([
        `Could not determine: ${defectWords(error)}.`,
        undeterminedTodo('run `mfa-gate check` in the same environment and report what it prints'),
      ])
}

/** The gate itself is set up wrongly. */
export function misconfigured(problems: readonly string[]): Violation {
  return stopping(undeterminedLines({ code: 'settings-invalid', problems }, undefined, undeterminedTodo))
}

/** What nobody has asked a rule about is no pass, whatever green sign Pulumi would show. */
export const unaskedProblem =
  'the rules are judged on the root stack, and this state has none, so nothing was judged'

export function unasked(): Violation {
  return stopping([
    `Could not determine: ${unaskedProblem}.`,
    undeterminedTodo('analyze the whole state of a stack, or run `mfa-gate check`'),
  ])
}

/** What kept the rules from being judged at all. */
export function problemsOf(error: unknown): readonly string[] {
  return error instanceof ConfigurationError ? error.problems : [defectWords(error)]
}

function defectWords(error: unknown): string {
  return `a defect in the gate (${error instanceof Error ? error.name : typeof error})`
}

function stopping(lines: readonly string[]): Violation {
  return { message: lines.join('\n'), enforcementLevel: 'mandatory', severity: 'high' }
}
