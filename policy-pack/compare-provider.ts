import type { ResourceValidationArgs } from '@pulumi/policy'
import type { Environment } from '../src/config/environment.ts'
import { assess } from '../src/gate/assess.ts'
import type { Gate } from '../src/gate/prepare.ts'
import { snapshotsIn, type TenantReading, unread } from '../src/model/tenant-reading.ts'
import { oneLine } from '../src/report/plain.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import type { Conclude, Say } from './conclusion.ts'
import type { Deployment } from './deployment.ts'
import { type Violation, violationOf } from './violations.ts'
import { tenantOf } from './provider-tenant.ts'

interface Comparing {
  readonly deployment: Deployment
  /** The level that somebody gave the policy. */
  readonly chosen: Enforcement | undefined
  readonly conclude: Conclude
  readonly environment: Environment
  readonly say: Say
}

/**
 * Holds the tenant of one provider against the one that was judged. Where they differ every rule is undetermined for
 * what the provider deploys, with the level that a missing answer has there.
 */
export async function compareProvider(
  { name, props, urn }: ResourceValidationArgs,
  comparing: Comparing,
): Promise<Violation | undefined> {
  const { deployment, environment, say } = comparing
  const gate = deployment.gate(urn)
  const judged = tenantsIn(await deployment.read(urn, gate))
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
  if (judged.includes(deployed) || deployment.settings.otherTenants.has(deployed)) return undefined
  return refuse(gate, unread({ code: 'deployed-elsewhere', provider, deployed, judged }), comparing)
}

async function refuse(
  gate: Gate,
  readings: TenantReading,
  { chosen, conclude }: Comparing,
): Promise<Violation | undefined> {
  const assessment = await assess(gate, async () => readings)
  const violations = assessment.verdicts.flatMap((verdict) => violationOf(verdict) ?? [])
  await conclude.revised(assessment)
  const strictest =
    violations.find(({ enforcementLevel }) => enforcementLevel === 'mandatory') ?? violations[0]
  return strictest && chosen === 'advisory' ? { ...strictest, enforcementLevel: 'advisory' } : strictest
}

function tenantsIn(readings: TenantReading): readonly string[] {
  return [...new Set(snapshotsIn(readings).map(({ tenantId }) => tenantId.toLowerCase()))]
}
