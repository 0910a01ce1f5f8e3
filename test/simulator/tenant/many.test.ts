import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { parse } from 'yaml'
import {
  loadTenantSpecs,
  ScenarioError,
  scenarioFromOptions,
  startTenants,
  type Tenants,
  tenantSpecs,
  writeTenantsFile,
} from '../../../src/simulator/tenant/index.ts'

describe('many embedded tenants behind one login', () => {
  let tenants: Tenants
  before(async () => {
    const [first, second] = [10, 20].map((registered) => scenarioFromOptions({ population: 100, registered }))
    tenants = await startTenants([
      { name: 'First', scenario: first! },
      { name: 'Second', domain: 'Second.example', scenario: second! },
    ])
  })
  after(() => tenants.close())

  async function send(path: string, form?: Record<string, string>, token?: string) {
    const sent = request(`${tenants.origin}${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      ca: readFileSync(tenants.environment['NODE_EXTRA_CA_CERTS']!),
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    })
    sent.end(form === undefined ? undefined : new URLSearchParams(form).toString())
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: answer.statusCode, body: JSON.parse(await text(answer)) as Record<string, unknown> }
  }
  const formOf = (index: number, secretOf = index) => ({
    grant_type: 'client_credentials',
    client_id: tenants.directories[index]!.clientId,
    client_secret: tenants.directories[secretOf]!.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  })
  const signIn = (path: string, index: number, secretOf = index) =>
    send(`/${path}/oauth2/v2.0/token`, formOf(index, secretOf))
  const registeredFor = async (token: unknown): Promise<unknown> => {
    const { body } = await send('/beta/reports/getCredentialUserRegistrationCount', undefined, String(token))
    const [report] = body['value'] as {
      userRegistrationCounts: { registrationStatus: string; registrationCount: number }[]
    }[]
    return report?.userRegistrationCounts.find(
      ({ registrationStatus }) => registrationStatus === 'mfaRegistered',
    )?.registrationCount
  }

  it('give each token the numbers of its own tenant', async () => {
    for (const [index, registered] of [10, 20].entries()) {
      const { body } = await signIn(tenants.directories[index]!.tenantId, index)
      assert.equal(await registeredFor(body['access_token']), registered)
    }
  })

  it('are found by a domain, in any case', async () => {
    const { status, body } = await signIn('SECOND.example', 1)
    assert.equal(status, 200)
    assert.equal(await registeredFor(body['access_token']), 20)
    const { body: metadata } = await send('/second.example/v2.0/.well-known/openid-configuration')
    assert.ok(String(metadata['issuer']).includes(tenants.directories[1]!.tenantId))
  })

  it('take no app and no secret of each other', async () => {
    const [first, second] = tenants.directories
    assert.deepEqual((await signIn(first!.tenantId, 0, 1)).body['error_codes'], [7000215])
    assert.deepEqual((await signIn(second!.tenantId, 0)).body['error_codes'], [700016])
  })

  it('know no other tenant', async () => {
    assert.deepEqual((await signIn('nobody.example', 0)).body['error_codes'], [90002])
  })

  it('are listed in a tenants document that names variables and holds no secret', async () => {
    const file = await writeTenantsFile(tenants.directories)
    try {
      const written = readFileSync(file.path, 'utf8')
      const { tenants: entries } = parse(written) as { tenants: { tenant: string }[] }
      assert.deepEqual(
        entries.map(({ tenant }) => tenant),
        tenants.directories.map(({ tenantId }) => tenantId),
      )
      for (const { clientSecret } of tenants.directories) {
        assert.ok(!written.includes(clientSecret))
        assert.ok(Object.values(file.secrets).includes(clientSecret))
      }
    } finally {
      await file.remove()
    }
  })
})

describe('the list of tenants to simulate', () => {
  it('makes so many of a kind, or of all sizes with every fifth below 95 %', () => {
    const listed = loadTenantSpecs(
      'tenants:\n  - { name: a, times: 3, domain: a.example, scenario: { population: 1, counts: {} } }\n',
    )
    assert.deepEqual(
      listed.map(({ name, domain }) => [name, domain]),
      [1, 2, 3].map((number) => [`a ${number}`, `${number}.a.example`]),
    )
    const below = tenantSpecs(20).filter(
      ({ scenario }) => (scenario.counts.mfaRegistered ?? 0) / scenario.population < 0.95,
    )
    assert.equal(below.length, 4)
  })

  for (const [title, text, sentence] of [
    ['a misspelt key', 'tenants:\n  - { scnario: {} }\n', /scenario/],
    [
      'a scenario that cannot be played',
      'tenants:\n  - { scenario: { population: 1 } }\n',
      /counts is missing/,
    ],
    ['no YAML', 'tenants: [', /not valid YAML or JSON/],
  ] as const) {
    it(`is refused with ${title}`, () => {
      assert.throws(
        () => loadTenantSpecs(text),
        (error) => error instanceof ScenarioError && sentence.test(error.message),
      )
    })
  }
})
