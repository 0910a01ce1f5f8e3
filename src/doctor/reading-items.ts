import type { Cloud } from '../config/cloud.ts'
import { amount, formatCount } from '../model/count.ts'
import type { Attempt } from '../model/could-not-read.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { failedItem } from './checklist.ts'
import { grantCommands } from './grant-commands.ts'
import { type Item, ok, skipped } from './item.ts'

/** What the count report's answer tells of the tenant's licence and of the report itself. */
export function readingItems(
  came: Attempt<Snapshot>,
  claims: TokenClaims,
  { graph }: Cloud,
): readonly Item[] {
  const report = 'count report'
  if ('value' in came) {
    const { population, provenance } = came.value
    const says = `${new URL(provenance.endpoint).pathname.slice(1)} answered, ${formatCount(population)} users`
    return [ok('licence', 'Microsoft Entra ID P1 or P2, as the report answers'), ok(report, says)]
  }
  const { reason } = came
  if (reason.code === 'licence-missing') {
    return [failedItem('licence', reason), skipped(report, 'refused, because the tenant lacks the licence')]
  }
  if (reason.code === 'directory-read-missing') {
    const commands = grantCommands('Directory.Read.All', claims.appid ?? 'APP_ID', graph)
    return [
      failedItem('licence', reason, commands),
      skipped(report, 'not known, as the request was refused before the licence was checked'),
    ]
  }
  return [skipped('licence', 'not known, as the report did not answer'), failedItem(report, reason)]
}

/** Whether `mfa-gate check` would decide here, for every rule that is enabled. */
export function decisionItem({ verdicts }: Assessment, more: readonly string[] = []): Item {
  const name = 'decision'
  const asked = verdicts.filter(({ kind }) => kind !== 'not-applicable')
  const open = asked.find((verdict) => verdict.kind === 'undetermined')
  if (open !== undefined) return failedItem(name, open.reason, more)
  if (asked.length === 0) return skipped(name, 'every rule is disabled, so nothing would be judged')
  return ok(name, `a check would reach an answer for ${amount(asked.length, 'rule')}`)
}
