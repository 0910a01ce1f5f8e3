import assert from 'node:assert/strict'
import { loadScenario, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { ask, read, signIn } from './support/client.ts'

const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails'
const summary = '/v1.0/reports/authenticationMethods/usersRegisteredByFeature'

const text = `
population: 2500
counts: {mfaRegistered: 2000}
permissions: [AuditLog.Read.All]
users: {guests: 300, guestsRegistered: 100, admins: 20, adminsRegistered: 15, notAllowed: 50,
  accounts: [{userPrincipalName: first@contoso.com, isAdmin: true, registered: true}]}`

type Row = Readonly<Record<string, unknown>>

describe('The per-user report of the embedded tenant', () => {
  let tenant: Tenant
  before(async () => {
    tenant = await startTenant(loadScenario(text))
  })
  after(() => tenant.close())

  const get = async (address: string) =>
    ask(tenant, address, { headers: { Authorization: `Bearer ${await signIn(tenant)}` }, patience: 5_000 })

  /** All rows of all pages. */
  async function walk(query: string): Promise<{ readonly rows: readonly Row[]; readonly pages: number }> {
    const rows: Row[] = []
    let pages = 0
    let next: unknown = `${tenant.origin}${path}${query}`
    while (typeof next === 'string') {
      const { status, body } = await get(next.replace(tenant.origin, ''))
      assert.equal(status, 200)
      rows.push(...(read(body, 'value') as readonly Row[]))
      pages += 1
      next = read(body, '@odata.nextLink')
    }
    return { rows, pages }
  }

  it('has exactly the users that the scenario describes, each once', async () => {
    const { rows, pages } = await walk('')
    const having = (where: (row: Row) => unknown) => rows.filter(where).length
    assert.equal(pages, 3)
    assert.equal(new Set(rows.map((row) => row['id'])).size, 2500)
    assert.equal(new Set(rows.map((row) => row['userPrincipalName'])).size, 2500)
    assert.equal(
      having((row) => row['isMfaRegistered']),
      2000,
    )
    assert.equal(
      having((row) => row['isMfaCapable']),
      1950,
    )
    assert.equal(
      having((row) => row['userType'] === 'guest'),
      300,
    )
    assert.equal(
      having((row) => row['userType'] === 'guest' && row['isMfaRegistered']),
      100,
    )
    assert.equal(
      having((row) => row['isAdmin']),
      21,
    )
    assert.equal(
      having((row) => row['isAdmin'] && row['isMfaRegistered']),
      16,
    )
    assert.equal(rows[0]?.['userPrincipalName'], 'first@contoso.com')
  })

  it('sends whole rows, or the members that were selected', async () => {
    const { body } = await get(`${path}?$top=1`)
    assert.deepEqual(Object.keys(read(body, 'value', 0) as object).sort(), [
      'id',
      'isAdmin',
      'isMfaCapable',
      'isMfaRegistered',
      'isPasswordlessCapable',
      'isSsprCapable',
      'isSsprEnabled',
      'isSsprRegistered',
      'isSystemPreferredAuthenticationMethodEnabled',
      'lastUpdatedDateTime',
      'methodsRegistered',
      'systemPreferredAuthenticationMethods',
      'userDisplayName',
      'userPreferredMethodForSecondaryAuthentication',
      'userPrincipalName',
      'userType',
    ])
    const { rows } = await walk('?$top=999&$select=id,isAdmin')
    assert.equal(rows.length, 2500)
    assert.ok(rows.every((row) => Object.keys(row).join() === 'id,isAdmin'))
  })

  it('filters', async () => {
    const { rows } = await walk(
      `?$filter=${encodeURIComponent("isMfaRegistered eq false and userType eq 'guest'")}`,
    )
    assert.equal(rows.length, 200)
  })

  const refused = ['?$top=0', '?$top=x', '?$skiptoken=1', '?$filter=isMfaRegistered']
  for (const query of refused) {
    it(`answers 400 to ${query}`, async () => {
      assert.equal((await get(`${path}${query}`)).status, 400)
    })
  }

  it('refuses the summary to an app, whatever its permissions', async () => {
    assert.equal((await get(summary)).status, 403)
  })

  it('sums up for a signed-in user what the rows say', async () => {
    await using delegated = await startTenant(
      loadScenario(text.replace('permissions', 'delegatedPermissions')),
    )
    const headers = { Authorization: `Bearer ${await signIn(delegated)}` }
    const address = `${summary}(includedUserTypes='guest',includedUserRoles='all')`
    const { status, body } = await ask(delegated, address, { headers })
    assert.equal(status, 200)
    assert.equal(read(body, 'totalUserCount'), 300)
    assert.deepEqual(read(body, 'userRegistrationFeatureCounts', 4), {
      feature: 'mfaCapable',
      userCount: 100,
    })
    assert.ok(!body.includes('mfaRegistered'))
    assert.equal((await ask(delegated, `${summary}(includedUserTypes='robot')`, { headers })).status, 400)
  })
})

describe('A scenario with users', () => {
  const refused = [
    { users: '{guests: 11}', says: /holds more accounts than/ },
    { users: '{guests: 1, guestsRegistered: 2}', says: /guestsRegistered is more than/ },
    { users: '{admins: 1, adminsRegistered: 2}', says: /adminsRegistered is more than/ },
    { users: '{guests: 9, guestsRegistered: 9}', says: /registers more accounts than/ },
    { users: '{guests: 8}', says: /mfaRegistered is more than the accounts/ },
    { users: '{notAllowed: 6}', says: /notAllowed is more than/ },
  ]
  for (const { users, says } of refused) {
    it(`is refused for ${users} of 10, of whom 5 are registered`, () => {
      assert.throws(() => loadScenario(`{population: 10, counts: {mfaRegistered: 5}, users: ${users}}`), says)
    })
  }
})
