import type { ResourceValidationArgs } from '@pulumi/policy'
import type { LoadedRules } from '../src/config/rules-file.ts'
import type { Environment, Settings } from '../src/config/settings.ts'
import { snapshotsIn, type TenantReading, unread } from '../src/posture/tenant-reading.ts'
import { oneLine } from '../src/report/plain.ts'
import type { Assessment } from '../src/rules/assessment.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import { Answers } from './answers.ts'
import type { Conclude, Say } from './conclusion.ts'
import { type Finding, findingOf, type Judging, judgePolicy, ruleOf } from './findings.ts'
import { tenantOf } from './provider-tenant.ts'

export interface Comparing {
  /** Every rule, as this stack sees it. */
  readonly judgings: readonly Judging[]
  /** The level that somebody gave the policy. */
  readonly chosen: Enforcement | undefined
  readonly settings: Settings
  readonly loaded: LoadedRules
  readonly conclude: Conclude
  readonly environment: Environment
  readonly say: Say
}

/**
 * Holds the tenant of one provider against the one that was judged. Where they differ every rule is undetermined for
 * what the provider deploys, with the level that a missing answer has there.
 */
export async function compareProvider(
  { name, props }: ResourceValidationArgs,
  comparing: Comparing,
): Promise<Finding | undefined> {
  const { judgings, settings, environment, say } = comparing
  const asked = judgings.find((judging) => ruleOf(judging).enforcement !== 'disabled')
  const judged = asked === undefined ? [] : tenantsIn(await asked.read())
  const found = tenantOf(props, environment)
  // Where nothing was judged there is nothing to compare with, which has been told.
  if (judged.length === 0 || found.kind === 'default') return undefined
  const provider = oneLine(name)
  if (found.kind === 'unknown') {
    say(
      `entra-mfa-gate: the tenant of the provider ${provider} is not known in this preview; the update compares it with the judged one before the first resource.`,
    )
    return undefined
  }
  const deployed = oneLine(found.tenant)
  if (judged.includes(deployed) || settings.otherTenants.has(deployed)) return undefined
  return refuse(unread({ code: 'deployed-elsewhere', provider, deployed, judged }), comparing)
}

async function refuse(
  readings: TenantReading,
  { judgings, chosen, loaded, conclude }: Comparing,
): Promise<Finding | undefined> {
  const answers = new Answers()
  const findings: Finding[] = []
  for (const judging of judgings) {
    const judge = (): Promise<Assessment> =>
      judgePolicy({ ...judging, read: () => Promise.resolve(readings) })
    const finding = findingOf(await answers.keep(judging.index, judge))
    if (finding !== undefined) findings.push(finding)
  }
  const [{ stack, now }] = judgings as [Judging]
  await conclude.revised({ assessment: answers.joined({ waivers: loaded.waivers, stack, now }), stack, now })
  const strictest = findings.find(({ enforcementLevel }) => enforcementLevel === 'mandatory') ?? findings[0]
  return strictest && chosen === 'advisory' ? { ...strictest, enforcementLevel: 'advisory' } : strictest
}

function tenantsIn(readings: TenantReading): readonly string[] {
  return [...new Set(snapshotsIn(readings).map(({ tenantId }) => tenantId.toLowerCase()))]
}
