import assert from 'node:assert/strict'
import { tenantsToAudit } from '../../src/audit/tenants-to-audit.ts'
import { settingsFrom } from '../../src/config/settings.ts'
import { redactor } from '../../src/identity/redact.ts'
import { scenarioFromOptions, startTenants, tenantSpecs } from '../../src/simulator/tenant/index.ts'

interface Work {
  /** How often all names of the environment were gone through. */
  readonly enumerations: number
  /** How many single variables were read. */
  readonly reads: number
  readonly settings: number
}

const id = (index: number): string => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`

/** What it takes to prepare an audit of so many tenants, a variable for each, and to look up how to sign in to them. */
function workFor(tenants: number): Work {
  const variables = Object.fromEntries(
    Array.from({ length: tenants }, (_, index) => [`SECRET_${index}`, `secret of ${index}`]),
  )
  let [enumerations, reads, settings] = [0, 0, 0]
  const environment = new Proxy<Record<string, string>>(variables, {
    ownKeys: (target) => {
      enumerations += 1
      return Reflect.ownKeys(target)
    },
    get: (target, name) => {
      reads += 1
      return Reflect.get(target, name) as unknown
    },
  })
  const listed = Array.from({ length: tenants }, (_, index) => ({
    entry: {
      tenant: id(index),
      ...(index % 2 === 0 ? { cloud: 'public' as const } : {}),
      credential: { clientId: id(index), secretFrom: { env: `SECRET_${index}` } },
    },
    origin: `tenants.yaml:${index}`,
    directory: '/',
  }))
  const audited = tenantsToAudit(listed, {
    environment,
    settingsOf: (given) => {
      settings += 1
      return settingsFrom(given)
    },
    rules: undefined,
    directory: '/',
  })
  for (const [index, { signIn }] of audited.entries()) {
    const found = signIn?.()
    assert.equal(found?.environment[`secretFrom of tenants.yaml:${index}`], `secret of ${index}`)
  }
  return { enumerations, reads, settings }
}

/** Processor time of starting so many embedded tenants that a scenario of options describes each, in milliseconds. */
async function startOf(tenants: number): Promise<number> {
  const before = process.cpuUsage()
  const specs = Array.from({ length: tenants }, () => ({
    scenario: scenarioFromOptions({ population: 100, registered: 98 }),
  }))
  const served = await startTenants([{ scenario: tenantSpecs(1)[0].scenario }, ...specs])
  const { user, system } = process.cpuUsage(before)
  await served.close()
  return (user + system) / 1_000
}

describe('An audit of many tenants', () => {
  it('is served by a stand-in whose tenants cost no more each where there are many', async () => {
    // The first start loads and compiles.
    await startOf(1)
    const [few, many] = [await startOf(100), await startOf(2_000)]
    // A schema compiled for each, or a list gone through for each, costs many times as much.
    assert.ok(many / 2_000 < (few / 100) * 3, `${few} ms for 100, ${many} ms for 2,000`)
  })

  it('goes through the environment as often for five thousand as for fifty', () => {
    const [few, many] = [workFor(50), workFor(5_000)]
    assert.equal(many.enumerations, few.enumerations)
    assert.equal(many.settings, 2)
    assert.ok(many.reads / 5_000 <= (few.reads / 50) * 1.3, `${few.reads}, ${many.reads}`)
  })

  it('still takes every secret out of what it prints: those of the tenant and of the environment', () => {
    const environment = { OTHER_SECRET: 'of somebody else', OWN: 'own-secret-value' }
    const [tenant] = tenantsToAudit(
      [
        {
          entry: { tenant: id(1), credential: { clientId: id(1), secretFrom: { env: 'OWN' } } },
          ...{ origin: 'tenants.yaml:1', directory: '/' },
        },
      ],
      { environment, settingsOf: settingsFrom, rules: undefined, directory: '/' },
    )
    const redact = redactor(tenant?.signIn?.().environment ?? {})
    assert.equal(redact('own-secret-value, of somebody else'), '[secret], [secret]')
  })
})
