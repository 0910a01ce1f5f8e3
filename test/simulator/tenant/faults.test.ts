import assert from 'node:assert/strict'
import { decodeJwt } from 'jose'
import { faultPlaces, loadScenario, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { namesInTable } from '../../proof/faults/expected.ts'
import { type Answer, ask, askReport, postTokenForm, read, reportPath, signIn } from './support/client.ts'

const start = (on: string, kind: string) =>
  startTenant(
    loadScenario(
      JSON.stringify({
        population: 23_123,
        counts: { registered: 4000, enabled: 4234, capable: 323, mfaRegistered: 33 },
        faults: [{ on, kind }],
      }),
    ),
  )

const refusal = (status: number, code: string) => (answer: Answer) => {
  assert.equal(answer.status, status)
  assert.equal(read(answer.body, 'error', 'code'), code)
  assert.equal(read(answer.body, 'error', 'innerError', 'request-id'), answer.headers['request-id'])
}

const counts = (expected: (entries: readonly unknown[]) => void) => (answer: Answer) => {
  assert.equal(answer.status, 200)
  const entries: unknown = read(answer.body, 'value', 0, 'userRegistrationCounts')
  assert.ok(Array.isArray(entries))
  expected(entries)
}

const denied =
  (status: number) =>
  ({ headers, ...answer }: Answer) => {
    assert.equal(answer.status, status)
    assert.match(answer.body, /Access denied/)
    assert.equal(headers['request-id'], undefined)
  }

const encoded = (encoding: string) => (answer: Answer) =>
  assert.deepEqual([answer.status, answer.headers['content-encoding']], [200, encoding])

const dated = (day: number) => (answer: Answer) => {
  const off = Date.parse(answer.headers['date'] ?? '') - Date.now()
  assert.equal(Math.round(off / 86_400_000), day)
}

const mfa = (registrationCount: number) => ({ registrationStatus: 'mfaRegistered', registrationCount })

const answered: Readonly<Record<string, (answer: Answer, tenant: Tenant) => void>> = {
  'throttle-429': (answer) => {
    refusal(429, 'TooManyRequests')(answer)
    assert.match(String(answer.headers['x-ms-throttle-scope']), /^Tenant_Application\/ReadWrite\//)
    assert.equal(answer.headers['retry-after'], undefined)
  },
  'server-500': refusal(500, 'InternalServerError'),
  'unavailable-503': refusal(503, 'ServiceUnavailable'),
  'gateway-timeout-504': refusal(504, 'UnknownError'),
  'gone-404': refusal(404, 'ResourceNotFound'),
  'bandwidth-509': refusal(509, 'BandwidthLimitExceeded'),
  'proxy-403-html': denied(403),
  'proxy-407-html': denied(407),
  'proxy-504-html': denied(504),
  'cut-gzip': encoded('gzip'),
  deflated: encoded('deflate'),
  brotli: encoded('br'),
  'unknown-encoding': encoded('snappy'),
  'gzip-bomb': encoded('gzip'),
  'date-day-ahead': dated(1),
  'date-day-behind': dated(-1),
  'no-date': ({ headers }) => assert.equal(headers['date'], undefined),
  'licence-403': refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
  'permission-403': refusal(403, 'Authentication_MSGraphPermissionMissing'),
  'role-403': refusal(403, 'Authentication_RequestFromUnsupportedUserRole'),
  'directory-read-403': refusal(403, 'Authentication_ApplicationHasNoDirectoryReadAccess'),
  'bad-gateway-502-html': ({ status, headers, body }) => {
    assert.equal(status, 502)
    assert.match(headers['content-type'] ?? '', /^text\/html/)
    assert.equal(headers['request-id'], undefined)
    assert.match(body, /Bad Gateway/)
  },
  'html-200': ({ status, body }) => assert.ok(status === 200 && body.startsWith('<!DOCTYPE html>')),
  'empty-200': ({ status, body }) => assert.deepEqual([status, body], [200, '']),
  'no-content-204': ({ status, body }) => assert.deepEqual([status, body], [204, '']),
  'not-json': ({ status, body }) => {
    assert.equal(status, 200)
    assert.throws(() => JSON.parse(body), SyntaxError)
  },
  'error-in-200': refusal(200, 'InternalServerError'),
  'redirect-302': ({ status, headers }, tenant) => {
    assert.equal(status, 302)
    assert.equal(headers.location, `${tenant.origin.replace('localhost', '127.0.0.1')}/elsewhere`)
  },
  'empty-value': ({ body }) => assert.deepEqual(read(body, 'value'), []),
  'two-reports': ({ body }) => {
    assert.equal(read(body, 'value', 'length'), 2)
    assert.notEqual(read(body, 'value', 0, 'id'), read(body, 'value', 1, 'id'))
  },
  'next-link': ({ body }, tenant) =>
    assert.ok(String(read(body, '@odata.nextLink')).startsWith(`${tenant.origin}${reportPath}?$skiptoken=`)),
  'revoked-401': refusal(401, 'InvalidAuthenticationToken'),
  'claims-401': (answer) => {
    refusal(401, 'InvalidAuthenticationToken')(answer)
    assert.match(
      String(answer.headers['www-authenticate']),
      /^Bearer .*, error="insufficient_claims", claims="[\w+/]+=*"$/,
    )
  },
  'renamed-next-link': ({ body }) => assert.match(String(read(body, '@nextLink')), /skiptoken=/),
  'nested-next-link': ({ body }) =>
    assert.match(String(read(body, 'value', 0, 'userRegistrationCounts@odata.nextLink')), /\$skip=/),
  'count-mismatch': ({ body }) => assert.equal(read(body, '@odata.count'), 2),
  'removed-entry': ({ body }) => assert.deepEqual(read(body, 'value', 0, '@removed'), { reason: 'changed' }),
  'duplicate-key': ({ body }) => assert.equal(body.match(/"value":/g)?.length, 2),
  'json-like-type': ({ headers }) => assert.equal(headers['content-type'], 'application/json-seq'),
  'missing-measure': counts((entries) => {
    assert.equal(entries.length, 3)
    assert.ok(!JSON.stringify(entries).includes('mfaRegistered'))
  }),
  'no-statuses': counts((entries) =>
    assert.deepEqual(entries, [{ '@odata.type': 'Microsoft.AAD.Reporting.userRegistrationCount' }]),
  ),
  'count-above-population': counts((entries) => assert.deepEqual(entries.at(-1), mfa(23_423))),
  'negative-count': counts((entries) => assert.deepEqual(entries.at(-1), mfa(-1))),
  'fraction-count': counts((entries) => assert.deepEqual(entries.at(-1), mfa(33.5))),
  'string-counts': (answer) => {
    assert.equal(read(answer.body, 'value', 0, 'totalUserCount'), '23123')
    counts((entries) => assert.deepEqual(entries.at(-1), { ...mfa(33), registrationCount: '33' }))(answer)
  },
  'unknown-status': counts((entries) =>
    assert.deepEqual(entries.at(-1), { registrationStatus: 'unknownFutureValue', registrationCount: 7 }),
  ),
  'duplicate-status': counts((entries) => assert.deepEqual(entries.slice(-2), [mfa(33), mfa(34)])),
}

const broken: Readonly<Record<string, { readonly error: RegExp; readonly status: number | undefined }>> = {
  hang: { error: /ABORT_ERR/, status: undefined },
  'hang-body': { error: /ABORT_ERR|ECONNRESET/, status: 200 },
  'cut-body': { error: /ECONNRESET|PREMATURE_CLOSE/, status: 200 },
  reset: { error: /ECONNRESET/, status: undefined },
  'endless-403': { error: /ABORT_ERR|ECONNRESET/, status: 403 },
}

describe('A fault of the report', () => {
  for (const [kind, sees] of Object.entries(answered)) {
    it(`${kind} is what the client gets to see`, async () => {
      await using tenant = await start('report', kind)
      sees(await askReport(tenant), tenant)
    })
  }

  for (const [kind, { error, status }] of Object.entries(broken)) {
    it(`${kind} leaves the client without a whole answer`, async () => {
      await using tenant = await start('report', kind)
      const token = await signIn(tenant)
      const patience = /^(hang|endless)/.test(kind) ? 300 : 2000
      await assert.rejects(
        ask(tenant, reportPath, { headers: { Authorization: `Bearer ${token}` }, patience }),
        (thrown) => error.test(String(Reflect.get(thrown as object, 'code'))),
      )
      assert.equal(tenant.requests.at(-1)?.status, status)
    })
  }

  it('of a status has that status, whichever it is', async () => {
    const statuses = faultPlaces.report.flatMap((kind) => /^status-(\d{3})$/.exec(kind)?.[1] ?? [])
    assert.ok(statuses.length > 60)
    await using tenant = await startTenant(
      loadScenario(
        JSON.stringify({
          population: 1,
          counts: {},
          faults: statuses.map((status, after) => ({
            on: 'report',
            kind: `status-${status}`,
            times: 1,
            after,
          })),
        }),
      ),
    )
    const seen: string[] = []
    for (const _ of statuses) seen.push(String((await askReport(tenant)).status))
    assert.deepEqual(seen, statuses)
  })

  it('has a row in this table or in that of the proof of faults, whatever its kind', () => {
    const rows = [...Object.keys(answered), ...Object.keys(broken)].map((kind) => `report:${kind}`)
    const lacking = faultPlaces.report
      .map((kind) => `report:${kind}`)
      .filter((name) => !rows.includes(name) && !namesInTable.includes(name))
    assert.deepEqual(lacking, [])
  })

  it('comes only after the token was checked', async () => {
    await using tenant = await start('report', 'html-200')
    assert.equal((await ask(tenant, reportPath)).status, 401)
  })

  it('redirect-302 leads to an origin where a token that came along is noticed', async () => {
    await using tenant = await start('report', 'redirect-302')
    await ask(tenant, '/elsewhere', { headers: { Authorization: 'Bearer leaked' } })
    assert.deepEqual(
      tenant.requests.map(({ path, status, bearer }) => ({ path, status, bearer })),
      [{ path: '/elsewhere', status: 404, bearer: true }],
    )
  })
})

describe('A fault of the login', () => {
  const numbered = [
    { kind: 'wrong-secret', status: 401, number: 7000215 },
    { kind: 'secret-expired', status: 401, number: 7000222 },
    { kind: 'unknown-app', status: 400, number: 700016 },
    { kind: 'throttle-429', status: 429, number: 90055 },
    { kind: 'unavailable-503', status: 503, number: 90033 },
  ]
  for (const { kind, status, number } of numbered) {
    it(`${kind} refuses even the right secret, as AADSTS${number}`, async () => {
      await using tenant = await start('login', kind)
      const answer = await postTokenForm(tenant)
      assert.equal(answer.status, status)
      assert.deepEqual(read(answer.body, 'error_codes'), [number])
    })
  }

  it('other-tenant-token signs in to another tenant, whose report Graph then serves', async () => {
    await using tenant = await start('login', 'other-tenant-token')
    const token = await signIn(tenant)
    assert.notEqual(decodeJwt(token)['tid'], tenant.environment['AZURE_TENANT_ID'])
    assert.equal((await askReport(tenant)).status, 200)
  })

  it('hang keeps the client waiting for its token', async () => {
    await using tenant = await start('login', 'hang')
    const path = `/${tenant.environment['AZURE_TENANT_ID']}/oauth2/v2.0/token`
    await assert.rejects(ask(tenant, path, { method: 'POST', patience: 300 }), { code: 'ABORT_ERR' })
  })
})
