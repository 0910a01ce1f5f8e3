import assert from 'node:assert/strict'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { scenarioFromOptions, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { ask, postTokenForm, read, signIn } from './support/client.ts'

const stranger = '11111111-1111-4111-8111-111111111111'

const refused = [
  {
    title: 'a wrong secret is refused as AADSTS7000215',
    form: { client_secret: 'wrong' },
    status: 401,
    error: 'invalid_client',
    number: 7000215,
    says: /^AADSTS7000215: Invalid client secret provided\. Ensure the secret being sent in the request is the client secret value/,
  },
  {
    title: 'an app that is not in the tenant is refused as AADSTS700016',
    form: { client_id: stranger },
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
    says: new RegExp(
      `^AADSTS700016: Application with identifier '${stranger}' was not found in the directory`,
    ),
  },
  {
    title: 'a tenant that does not exist is refused as AADSTS90002',
    form: {},
    tenantId: stranger,
    status: 400,
    error: 'invalid_request',
    number: 90002,
    says: new RegExp(`^AADSTS90002: Tenant '${stranger}' not found`),
  },
  {
    title: 'an app that proves nothing is refused as AADSTS7000218',
    form: { client_secret: '' },
    status: 401,
    error: 'invalid_client',
    number: 7000218,
    says: /client_assertion/,
  },
  {
    title: 'a grant nobody serves is refused as AADSTS70003',
    form: { grant_type: 'password' },
    status: 400,
    error: 'unsupported_grant_type',
    number: 70003,
    says: /grant type 'password'/,
  },
  {
    title: 'a scope without /.default is refused as AADSTS1002012',
    form: { scope: 'https://graph.microsoft.com/Reports.Read.All' },
    status: 400,
    error: 'invalid_scope',
    number: 1002012,
    says: /Reports\.Read\.All is not valid/,
  },
  {
    title: 'a resource that is not Graph is refused as AADSTS500011',
    form: { scope: 'https://example.org/.default' },
    status: 400,
    error: 'invalid_resource',
    number: 500011,
    says: /resource principal named https:\/\/example\.org was not found/,
  },
]

describe('The login of the embedded tenant', () => {
  let tenant: Tenant
  before(async () => {
    tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 50 }))
  })
  after(() => tenant.close())

  for (const { title, form, tenantId, status, error, number, says } of refused) {
    it(`${title}, with Entra’s body`, async () => {
      const answer = await postTokenForm(tenant, form, tenantId)
      assert.equal(answer.status, status)
      assert.equal(read(answer.body, 'error'), error)
      assert.deepEqual(read(answer.body, 'error_codes'), [number])
      assert.match(String(read(answer.body, 'error_description')), says)
      assert.match(String(read(answer.body, 'timestamp')), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
      assert.equal(read(answer.body, 'trace_id'), answer.headers['x-ms-request-id'])
      assert.equal(read(answer.body, 'correlation_id'), answer.headers['client-request-id'])
    })
  }

  it('issues a token that its published keys verify, with the claims of an app token', async () => {
    const tenantId = tenant.environment['AZURE_TENANT_ID']
    const keys = await ask(tenant, `/${tenantId}/discovery/v2.0/keys`)
    const { payload } = await jwtVerify(
      await signIn(tenant),
      createLocalJWKSet(JSON.parse(keys.body) as JSONWebKeySet),
      {
        audience: 'https://graph.microsoft.com',
      },
    )
    assert.equal(payload['tid'], tenantId)
    assert.equal(payload['appid'], tenant.environment['AZURE_CLIENT_ID'])
    assert.equal(payload['idtyp'], 'app')
    assert.deepEqual(payload['roles'], ['Reports.Read.All'])
  })

  it('describes itself in both forms of the OpenID configuration, pointing at itself', async () => {
    for (const version of ['', '/v2.0']) {
      const base = `/${tenant.environment['AZURE_TENANT_ID']}`
      const { status, body } = await ask(tenant, `${base}${version}/.well-known/openid-configuration`)
      assert.equal(status, 200)
      assert.equal(read(body, 'issuer'), `${tenant.origin}${base}${version}`)
      assert.equal(read(body, 'token_endpoint'), `${tenant.origin}${base}/oauth2${version}/token`)
    }
  })

  it('answers instance discovery with itself as the only alias', async () => {
    const { body } = await ask(tenant, '/common/discovery/instance?api-version=1.1')
    assert.deepEqual(read(body, 'metadata', 0, 'aliases'), [new URL(tenant.origin).host])
  })

  it('refuses to describe a tenant that does not exist', async () => {
    const { status, body } = await ask(tenant, `/${stranger}/v2.0/.well-known/openid-configuration`)
    assert.deepEqual([status, read(body, 'error')], [400, 'invalid_tenant'])
  })

  it('takes only POST at the token endpoint', async () => {
    const { body } = await ask(tenant, `/${tenant.environment['AZURE_TENANT_ID']}/oauth2/v2.0/token`)
    assert.deepEqual(read(body, 'error_codes'), [900561])
  })
})
