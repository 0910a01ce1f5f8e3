import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { detailsFaultKinds } from '../../src/simulator/tenant/faults/kinds.ts'
import { namesInTable } from '../proof/faults/expected.ts'
import { runCheck } from '../support/run-check.ts'

const tenant = `
population: 2500
counts: {registered: 100, enabled: 200, capable: 300, mfaRegistered: 2390}
permissions: [AuditLog.Read.All]
users: {guests: 100, guestsRegistered: 20, admins: 10, adminsRegistered: 9, notAllowed: 5}`

const membersRule = `
source: registrationDetails
rules:
  - {id: members, measure: mfaRegistered, segment: members, minimum: 98%}`

const detailsPath = '/v1.0/reports/authenticationMethods/userRegistrationDetails'

interface FaultRow {
  /** As the scenario has it, after the first page unless it says otherwise. */
  readonly fault: string
  readonly says: RegExp
  readonly ledger?: string
}

const two = 'Pages: 2 requests, 1 page, 999 rows, 999 distinct users, no duplicates'

const faults: readonly FaultRow[] = [
  {
    fault: 'kind: repeat-next-link',
    says: /a next link came a second time/,
    ledger: 'Pages: 2 requests, 2 pages, 1,998 rows, 1,998 distinct users, no duplicates.',
  },
  {
    fault: 'kind: renamed-next-link',
    says: /not as documented: the body has @nextLink in place of @odata\.nextLink/,
    ledger: `${two}.`,
  },
  { fault: 'kind: foreign-next-link', says: /leads away from Microsoft Graph; it was not followed/ },
  { fault: 'kind: missing-value', says: /a page has no value/, ledger: `${two}.` },
  {
    fault: 'kind: row-without-flag',
    says: /1 row of a page has no usable isMfaRegistered/,
    ledger: 'Pages: 3 requests, 2 pages, 1,998 rows, 1,997 distinct users, no duplicates, 1 unusable row.',
  },
  { fault: 'kind: row-without-id', says: /1 row of a page has no usable id/ },
  {
    fault: 'kind: row-without-type',
    says: /2 accounts have no userType \(Member or Guest\), and without it no segment of members or guests can be counted\.\s+To do: .*Update-MgUser -UserId ID -UserType Member.*segment all/,
    ledger: 'Pages: 3 requests, 3 pages, 2,500 rows, 2,498 distinct users, no duplicates, 2 unusable rows.',
  },
  {
    fault: 'kind: duplicate-rows',
    says: /2 users came twice, so others may be missing/,
    ledger: 'Pages: 5 requests, 1 page, 1,001 rows, 999 distinct users, 2 duplicates, 1 restart.',
  },
  {
    fault: 'kind: braced-duplicate',
    says: /1 user came twice, so others may be missing/,
    ledger: 'Pages: 5 requests, 1 page, 1,000 rows, 999 distinct users, 1 duplicate, 1 restart.',
  },
  { fault: 'kind: removed-row', says: /1 row of a page is marked as removed/ },
  {
    fault: 'kind: other-next-link',
    says: /a next link leads to another report than the one that was asked for/,
    ledger: 'Pages: 2 requests, 2 pages, 1,998 rows, 1,998 distinct users, no duplicates.',
  },
  {
    fault: 'kind: narrowed-next-link',
    says: /a next link leads to another report than the one that was asked for/,
  },
  {
    fault: 'kind: count-mismatch, after: 2',
    says: /the report says that it has 503 rows, and 2,500 came/,
    ledger: 'Pages: 3 requests, 3 pages, 2,500 rows, 2,500 distinct users, no duplicates.',
  },
  {
    fault: 'kind: duplicate-key',
    says: /not as documented: the body gives a key of one object twice/,
    ledger: `${two}.`,
  },
  { fault: 'kind: json-like-type', says: /is not JSON \(application\/json-seq\)/, ledger: `${two}.` },
  {
    fault: 'kind: skip-token-400',
    says: /the skip token expired while reading, also after a new start/,
    ledger: 'Pages: 4 requests, 1 page, 999 rows, 999 distinct users, no duplicates, 1 restart.',
  },
  {
    fault: 'kind: revoked-401',
    says: /did not accept the token \(401, InvalidAuthenticationToken\)/,
    ledger: two.replace('2', '3') + '.',
  },
  {
    fault: 'kind: claims-401',
    says: /a Conditional Access policy stopped the request/,
    ledger: two.replace('2', '3') + '.',
  },
  { fault: 'kind: error-in-200', says: /says 200 and holds an error/, ledger: `${two}.` },
  { fault: 'kind: cut-body', says: /broke off before its end/, ledger: two.replace('2', '4') + '.' },
  { fault: 'kind: html-200', says: /is not JSON \(text\/html\)/, ledger: `${two}.` },
  { fault: 'kind: empty-200', says: /is not JSON/, ledger: `${two}.` },
  { fault: 'kind: not-json', says: /is not JSON/, ledger: `${two}.` },
  { fault: 'kind: no-content-204', says: /\(204\)/, ledger: `${two}.` },
  { fault: 'kind: redirect-302', says: /redirect \(302\), which is not followed/, ledger: `${two}.` },
  { fault: 'kind: reset', says: /could not be reached: the connection was closed before an answer came/ },
  { fault: 'kind: gone-404', says: /does not exist here \(404/, ledger: `${two}.` },
  {
    fault: 'kind: licence-403',
    says: /no Microsoft Entra ID P1 or P2 licence/,
    ledger: two.replace('2', '3') + '.',
  },
  { fault: 'kind: role-403', says: /the signed-in user may not read the report/, ledger: `${two}.` },
  {
    fault: 'kind: permission-403, after: 0',
    says: /grant it the application permission AuditLog\.Read\.All/,
  },
  { fault: 'kind: throttle-429, retryAfter: "999"', says: /it asks to wait 999 s/, ledger: `${two}.` },
  { fault: 'kind: server-500, retryAfter: "999"', says: /answered 500/, ledger: `${two}.` },
  { fault: 'kind: bad-gateway-502-html, retryAfter: "999"', says: /answered 502/ },
  { fault: 'kind: unavailable-503, retryAfter: "999"', says: /answered 503/ },
  { fault: 'kind: gateway-timeout-504, retryAfter: "999"', says: /answered 504/ },
  { fault: 'kind: bandwidth-509, retryAfter: "999"', says: /509/, ledger: `${two}.` },
  { fault: 'kind: proxy-403-html', says: /403/, ledger: `${two}.` },
  { fault: 'kind: proxy-407-html', says: /407/, ledger: `${two}.` },
  { fault: 'kind: proxy-504-html, retryAfter: "999"', says: /504/, ledger: `${two}.` },
  { fault: 'kind: gzip-bomb', says: /is larger than [\d,]+ bytes/, ledger: `${two}.` },
  { fault: 'kind: endless-403', says: /is larger than [\d,]+ bytes/, ledger: `${two}.` },
  { fault: 'kind: cut-gzip', says: /broke off before its end/ },
  { fault: 'kind: unknown-encoding', says: /has an encoding that was not asked for/, ledger: `${two}.` },
  { fault: 'kind: hang', says: /took longer than 3 s.*MFA_GATE_TIMEOUT/s, ledger: `${two}.` },
  { fault: 'kind: hang-body', says: /took longer than 3 s/, ledger: `${two}.` },
]

describe('A fault on the second page of the per-user report', () => {
  for (const { fault, says, ledger } of faults) {
    it(`{${fault}} ends in “could not determine”, with the ledger`, async () => {
      const after = fault.includes('after:') ? '' : ', after: 1'
      await using served = await startTenant(
        loadScenario(`${tenant}\nfaults: [{on: details, ${fault}${after}}]`),
      )
      const environment = { MFA_GATE_TIMEOUT: fault.includes('hang') ? '3s' : '30s' }
      const { exitCode, stdout } = await runCheck(served, { rules: membersRule, environment })
      assert.match(stdout, says)
      assert.match(stdout, /^✗ members \[mandatory, high\] Could not determine: /)
      if (ledger !== undefined) assert.ok(stdout.includes(ledger), stdout)
      assert.equal(exitCode, 3)
      assert.ok(served.requests.every(({ path, bearer }) => !bearer || path === detailsPath))
    })
  }

  it('has a row in this table or in that of the proof of faults, whatever its kind', () => {
    const kinds = faults.map(({ fault }) => /kind: ([\w-]+)/.exec(fault)?.[1])
    // Nothing in the pages themselves tells that they end early: completeness.test.ts.
    // What is packed otherwise or lacks a name or methods is read all the same: bodies.test.ts, user-list.test.ts, methods.test.ts.
    // What befalls a filter on admins: admins-by-filter.test.ts.
    const filters = ['ignored-filter', 'empty-filter', 'refused-filter', 'unsaid-admin']
    const odd = ['ends-early', 'deflated', 'brotli', 'row-without-name', 'row-without-methods']
    const methods = ['rows-without-methods', 'null-methods', 'renamed-methods', 'whole-rows']
    const elsewhere = [...odd, ...methods, ...filters]
    // What can befall any place is proven at the login and at the count report.
    const proven = namesInTable.flatMap((name) => /^(?:details|report):(.*)$/.exec(name)?.[1] ?? [])
    const all = new Set([...kinds, ...elsewhere, ...proven])
    assert.deepEqual(
      detailsFaultKinds.filter((kind) => !all.has(kind)),
      [],
    )
  })

  const passing = [
    {
      fault: 'kind: skip-token-400, after: 1, times: 1',
      says: /5 requests, 3 pages.*1 restart\./,
    },
    {
      fault: 'kind: duplicate-rows, after: 1, times: 1',
      says: /6 requests, 3 pages, 2,500 rows, 2,500 distinct users, no duplicates, 1 restart\./,
    },
    { fault: 'kind: revoked-401, after: 1, times: 1', says: /4 requests, 3 pages, 2,500 rows/ },
    { fault: 'kind: cut-body, after: 1, times: 1', says: /4 requests, 3 pages, 2,500 rows/ },
    { fault: 'kind: reset, after: 2, times: 1', says: /4 requests, 3 pages, 2,500 rows/ },
    {
      fault: 'kind: throttle-429, after: 1, times: 1, retryAfter: "1"',
      says: /4 requests, 3 pages, 2,500 rows/,
    },
  ]
  for (const { fault, says } of passing) {
    it(`{${fault}} is got over, and the count is whole`, async () => {
      await using served = await startTenant(loadScenario(`${tenant}\nfaults: [{on: details, ${fault}}]`))
      const { exitCode, stdout } = await runCheck(served, { rules: membersRule })
      assert.match(stdout, /2,370 of 2,400 members \(98\.75 %\) are registered for MFA/)
      assert.match(stdout, says)
      assert.equal(exitCode, 0)
    })
  }
})
