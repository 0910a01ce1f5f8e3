import { chooseCredential } from '../../../src/identity/choose/choose-credential.ts'
import type { CredentialChoice } from '../../../src/identity/choose/choice.ts'
import type { Tenant } from '../../../src/simulator/tenant/index.ts'
import { runCli } from '../../support/run-cli.ts'
import { mfaGate, type Ran, runProcess } from '../../support/run-process.ts'

export type Variables = Readonly<Record<string, string>>

/** Everything that any run of this process printed, for the search for secrets. */
export const printed: string[] = []

/** The environment of a machine that knows the tenant's address and nothing to sign in with. */
export function bareEnvironment(tenant: Tenant): Variables {
  return {
    PATH: '/nowhere',
    HOME: '/nowhere',
    NODE_EXTRA_CA_CERTS: tenant.environment['NODE_EXTRA_CA_CERTS'] ?? '',
    MFA_GATE_SIMULATED_TENANT: tenant.origin,
  }
}

/** Where Microsoft's library looks at the process by itself: its variables, and the tools on its PATH. */
const looksAtProcess: ReadonlySet<CredentialChoice['kind']> = new Set([
  'azure-pipelines',
  'found',
  'managed-identity',
  'tool',
])

function needsProcess(environment: Variables): boolean {
  try {
    return looksAtProcess.has(chooseCredential(environment).kind)
  } catch {
    return false
  }
}

/** Runs the command line, as a process of its own where the way to sign in asks for one. */
export async function runGate(args: readonly string[], environment: Variables): Promise<Ran> {
  if (needsProcess(environment)) return runGateAlone(args, environment)
  return remembered(await runCli(args, environment))
}

/** Runs the command line as a process of its own. */
export async function runGateAlone(args: readonly string[], environment: Variables): Promise<Ran> {
  return remembered(await runProcess([process.execPath, mfaGate, ...args], environment, { limitMs: 40_000 }))
}

function remembered(ran: Ran): Ran {
  printed.push(ran.stdout, ran.stderr)
  return ran
}

/** `mfa-gate check --debug` on a machine with only these variables. */
export function check(tenant: Tenant, variables: Variables): Promise<Ran> {
  return runGate(['check', '--debug'], { ...bareEnvironment(tenant), ...variables })
}

/** Tenant and app under the prefix that a family of variables has. */
export function ids(tenant: Tenant, prefix: string): Variables {
  return {
    [`${prefix}_TENANT_ID`]: tenant.environment['AZURE_TENANT_ID'] ?? '',
    [`${prefix}_CLIENT_ID`]: tenant.environment['AZURE_CLIENT_ID'] ?? '',
  }
}
