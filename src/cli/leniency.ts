import { ConfigurationError } from '../config/problem.ts'
import { outcomeLooks } from '../report/outcome-words.ts'
import type { Outcome } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import type { Output } from './effects.ts'
import { type ExitOptions, exitCodeOf, neverFails } from './exit-code.ts'
import { warn } from './output/tell.ts'

/**
 * A mandatory rule that can never fail a pipeline is a contradiction somebody wrote without seeing it.
 * @throws ConfigurationError
 */
export function refuseSilentPass(
  rules: readonly Rule[],
  options: ExitOptions & { readonly dryRun?: boolean },
): void {
  if (!neverFails(options) || options.dryRun === true) return
  const mandatory = rules.filter(({ enforcement }) => enforcement === 'mandatory').map(({ id }) => id)
  if (mandatory.length === 0) return
  const option = options.exitZero === true ? '--exit-zero' : '--fail-on none'
  throw new ConfigurationError([
    `${option} would let the mandatory ${mandatory.length === 1 ? 'rule' : 'rules'} ${mandatory.join(', ')} look as if passed; add --dry-run to only look, or make the rules advisory`,
  ])
}

/** Says on stderr that a refusal was not passed on as an exit code. */
export async function tellUngated(outcome: Outcome, exitCode: number, stderr: Output): Promise<void> {
  const judged = exitCodeOf(outcome)
  if (exitCode === judged) return
  await warn(
    stderr,
    `exit code ${exitCode} because of the options; without them it would be ${judged} (${outcomeLooks[outcome].word})`,
  )
}
