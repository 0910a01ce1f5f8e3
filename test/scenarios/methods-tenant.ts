import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import type { Ran } from '../support/run-process.ts'

export interface Account {
  readonly methods?: unknown
  readonly registered?: boolean
  readonly isAdmin?: boolean
  readonly userType?: 'member' | 'guest'
}

export const phone = (more: Partial<Account> = {}): Account => ({
  methods: ['mobilePhone'],
  registered: true,
  ...more,
})
export const push = (more: Partial<Account> = {}): Account => ({
  methods: ['microsoftAuthenticatorPush', 'mobilePhone'],
  registered: true,
  ...more,
})
export const key = (more: Partial<Account> = {}): Account => ({
  methods: ['fido2SecurityKey'],
  registered: true,
  ...more,
})
export const hello: Account = { methods: ['windowsHelloForBusiness'] }
export const synced: Account = { methods: ['passKeySynced', 'mobilePhone'], registered: true }
export const bare: Account = { methods: ['x509Certificate'], registered: true }
export const none: Account = { methods: [] }
export const of = (times: number, account: Account): readonly Account[] =>
  Array.from({ length: times }, () => account)

/** A tenant of these accounts alone. */
export function tenantOf(accounts: readonly Account[], faults = ''): string {
  const registered = accounts.filter((one) => one.registered === true).length
  const named = accounts.map((one, index) => ({
    ...one,
    userPrincipalName: `user${index}@contoso.com`,
    registered: one.registered ?? false,
  }))
  return JSON.stringify({
    population: accounts.length,
    counts: { mfaRegistered: registered },
    permissions: ['AuditLog.Read.All'],
    users: { accounts: named },
    ...(faults === '' ? {} : { faults: [{ on: 'details', kind: faults }] }),
  })
}

export type Files = Readonly<Record<string, string>>

/** Runs a command beside the tenant in a folder of its own, which `then` may look at before it goes. */
export async function run(
  scenario: string,
  files: Files,
  args: readonly string[],
  then: (folder: string) => void = () => undefined,
): Promise<Ran> {
  await using tenant = await startTenant(loadScenario(scenario))
  const cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-methods-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
    const ran = await runCli(args, tenant.environment, { cwd })
    then(cwd)
    return ran
  } finally {
    rmSync(cwd, { recursive: true })
  }
}
