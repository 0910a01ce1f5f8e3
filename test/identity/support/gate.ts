import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Tenant } from '../../../src/simulator/tenant/index.ts'
import { mfaGate } from '../../support/run-process.ts'

export type Variables = Readonly<Record<string, string>>

export interface Run {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

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

/** Runs the command line as a process of its own, ended by its id when it takes too long. */
export async function runGate(args: readonly string[], environment: Variables): Promise<Run> {
  const child = spawn(process.execPath, [mfaGate, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 40_000,
    killSignal: 'SIGKILL',
  })
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  printed.push(stdout, stderr)
  return { exitCode, stdout, stderr }
}

/** `mfa-gate check --debug` on a machine with only these variables. */
export function check(tenant: Tenant, variables: Variables): Promise<Run> {
  return runGate(['check', '--debug'], { ...bareEnvironment(tenant), ...variables })
}

/** Tenant and app under the prefix that a family of variables has. */
export function ids(tenant: Tenant, prefix: string): Variables {
  return {
    [`${prefix}_TENANT_ID`]: tenant.environment['AZURE_TENANT_ID'] ?? '',
    [`${prefix}_CLIENT_ID`]: tenant.environment['AZURE_CLIENT_ID'] ?? '',
  }
}
