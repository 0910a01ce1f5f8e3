import { ConfigurationError } from '../src/config/problem.ts'
import type { Settings } from '../src/config/settings.ts'

/**
 * A stand-in is there to try the gate out. Where the engine is about to change something for real, its numbers are not
 * to let that pass, whoever started the engine and however.
 * @throws ConfigurationError
 */
export function refuseUpdateBesideStandIn(
  { simulatedTenant, simulatedUpdates }: Pick<Settings, 'simulatedTenant' | 'simulatedUpdates'>,
  dryRun: boolean | undefined,
): void {
  if (simulatedTenant === undefined || simulatedUpdates || dryRun !== false) return
  throw new ConfigurationError([
    'this update would change real resources, but the gate reads the embedded tenant, a stand-in; run a preview instead, unset MFA_GATE_SIMULATED_TENANT, or run it under `mfa-gate simulate --allow-update`',
  ])
}
