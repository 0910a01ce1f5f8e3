import assert from 'node:assert/strict'
import { generateKeyPair, SignJWT } from 'jose'
import { scenarioFromOptions, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { ask, askReport, read, reportPath, signIn } from './support/client.ts'

describe('The Graph of the embedded tenant', () => {
  let tenant: Tenant
  let now = new Date()
  before(async () => {
    const scenario = scenarioFromOptions({ population: 23_123, registered: 33 })
    tenant = await startTenant(scenario, { clock: () => now })
  })
  afterEach(() => {
    now = new Date()
  })
  after(() => tenant.close())

  const asked = async (path: string, token: string | undefined, method = 'GET') =>
    ask(tenant, path, { method, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } })

  for (const path of [reportPath, `${reportPath}()`]) {
    it(`serves the count report at ${path} as a collection of one`, async () => {
      const { status, headers, body } = await asked(path, await signIn(tenant))
      assert.equal(status, 200)
      assert.match(
        headers['content-type'] ?? '',
        /^application\/json;odata\.metadata=minimal;.*charset=utf-8$/,
      )
      assert.match(String(read(body, '@odata.context')), /credentialUserRegistrationCount/)
      assert.deepEqual(read(body, 'value'), [
        {
          id: tenant.environment['AZURE_TENANT_ID'],
          totalUserCount: 23_123,
          userRegistrationCounts: [
            { registrationStatus: 'registered', registrationCount: 11_578 },
            { registrationStatus: 'enabled', registrationCount: 23_123 },
            { registrationStatus: 'capable', registrationCount: 5805 },
            { registrationStatus: 'mfaRegistered', registrationCount: 33 },
          ],
        },
      ])
    })
  }

  it('sends Graph’s headers, echoes the client’s request id, and says that it is a stand-in', async () => {
    const { headers } = await askReport(tenant, { headers: { 'client-request-id': 'mine-1' } })
    assert.match(String(headers['request-id']), /^[0-9a-f-]{36}$/)
    assert.equal(headers['client-request-id'], 'mine-1')
    assert.match(String(headers['x-ms-ags-diagnostic']), /"DataCenter"/)
    assert.match(String(headers['strict-transport-security']), /max-age/)
    assert.equal(headers['x-mfa-gate-simulator'], 'embedded tenant, a stand-in for Microsoft Graph')
    assert.equal(headers.date, now.toUTCString())
  })

  const foreign = async (claims: Record<string, unknown>) => {
    const { privateKey } = await generateKeyPair('RS256')
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).setExpirationTime('1h').sign(privateKey)
  }
  const refusedTokens = [
    { title: 'without a token', token: async () => undefined, says: /Access token is empty/ },
    { title: 'with a word that is no token', token: async () => 'hello', says: /JWT is not well formed/ },
    {
      title: 'with a token that someone else signed',
      token: async () =>
        foreign({ aud: 'https://graph.microsoft.com', tid: tenant.environment['AZURE_TENANT_ID'] }),
      says: /Signature is invalid/,
    },
    {
      title: 'with a token that another login issued for a tenant of its own',
      token: async () => {
        await using other = await startTenant(scenarioFromOptions({ population: 1, registered: 1 }))
        return await signIn(other)
      },
      says: /Invalid tenant/,
    },
    {
      title: 'with a token for another cloud’s Graph',
      token: async () => signIn(tenant, { scope: 'https://graph.microsoft.us/.default' }),
      says: /Invalid audience/,
    },
    {
      title: 'with a token that has expired',
      token: async () => {
        const token = await signIn(tenant)
        now = new Date(Date.now() + 2 * 60 * 60 * 1000)
        return token
      },
      says: /the token is expired/,
    },
  ]
  for (const { title, token, says } of refusedTokens) {
    it(`answers 401 InvalidAuthenticationToken ${title}`, async () => {
      const { status, headers, body } = await asked(reportPath, await token())
      assert.equal(status, 401)
      assert.equal(read(body, 'error', 'code'), 'InvalidAuthenticationToken')
      assert.match(String(read(body, 'error', 'message')), says)
      assert.match(
        headers['www-authenticate'] ?? '',
        /^Bearer realm="", authorization_uri="https:\/\/localhost:/,
      )
      assert.equal(read(body, 'error', 'innerError', 'request-id'), headers['request-id'])
    })
  }

  it('does not accept a token of another embedded tenant', async () => {
    await using other = await startTenant(scenarioFromOptions({ population: 1, registered: 1 }))
    assert.equal((await asked(reportPath, await signIn(other))).status, 401)
  })

  it('answers 403 naming the permission when the app was not granted it', async () => {
    const scenario = scenarioFromOptions({ population: 1, registered: 1, permissions: ['AuditLog.Read.All'] })
    await using poor = await startTenant(scenario)
    const { status, body } = await askReport(poor)
    assert.equal(status, 403)
    assert.equal(read(body, 'error', 'code'), 'Authentication_MSGraphPermissionMissing')
    assert.match(String(read(body, 'error', 'message')), /Reports\.Read\.All$/)
  })

  const unknown = [
    {
      path: '/v1.0/reports/getCredentialUserRegistrationCount',
      segment: 'getCredentialUserRegistrationCount',
    },
    {
      path: '/beta/reports/getCredentialsUserRegistrationCount',
      segment: 'getCredentialsUserRegistrationCount',
    },
    { path: `${reportPath}/more`, segment: 'more' },
    { path: '/beta/users', segment: 'users' },
  ]
  for (const { path, segment } of unknown) {
    it(`answers 400 for ${path}, naming the segment '${segment}'`, async () => {
      const { status, body } = await asked(path, await signIn(tenant))
      assert.equal(status, 400)
      assert.equal(read(body, 'error', 'message'), `Resource not found for the segment '${segment}'.`)
    })
  }

  it('answers 405 to a method the report does not have', async () => {
    const { status, headers } = await asked(reportPath, await signIn(tenant), 'POST')
    assert.deepEqual([status, headers.allow], [405, 'GET'])
  })

  it('compresses when asked to', async () => {
    const { headers } = await askReport(tenant, { headers: { 'Accept-Encoding': 'gzip, br' } })
    assert.equal(headers['content-encoding'], 'gzip')
  })
})
