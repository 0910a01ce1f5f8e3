import assert from 'node:assert/strict'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const everything = `
population: 2500
counts: {registered: 1500, enabled: 1600, capable: 1700, mfaRegistered: 2390}
permissions: [AuditLog.Read.All, Reports.Read.All]
users:
  guests: 100
  guestsRegistered: 20
  admins: 10
  adminsRegistered: 9
  notAllowed: 5
  accounts:
    - {userPrincipalName: breakglass1@contoso.onmicrosoft.com, isAdmin: true}
    - {userPrincipalName: Sync_DC01_0123456789ab@contoso.onmicrosoft.com}
    - {userPrincipalName: room-1@contoso.com}
    - {userPrincipalName: room-2@contoso.com, registered: true}`

interface Row {
  readonly title: string
  readonly rules: string
  readonly args?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Pieces of the output, in order. */
  readonly says: readonly string[]
  readonly exitCode: number
  /** How many requests each report got, the count report first, then the pages, then the summary. */
  readonly requests: readonly [number, number, number]
}

const rule = (rest: string) => `{id: one, minimum: 90%, ${rest}}`

const rows: readonly Row[] = [
  {
    title: 'every segment is counted in one walk',
    rules: `rules:
  - {id: members, measure: mfaRegistered, segment: members, minimum: 95%}
  - {id: guests, measure: mfaRegistered, segment: guests, minimum: 95%, enforcement: advisory}
  - {id: admins, measure: mfaRegistered, segment: admins, minimum: 100%}
  - {id: others, measure: mfaRegistered, segment: nonAdmins, minimum: 90%}
  - {id: everybody, measure: mfaCapable, minimum: 95%}`,
    says: [
      '✓ members [mandatory, high] At or above the minimum: 2,370 of 2,400 members (98.75 %)',
      '! guests [advisory, high] Below the minimum: 20 of 100 guests (20.00 %)',
      '75 more guests must register.',
      '✗ admins [mandatory, high] Below the minimum: 9 of 11 admins (81.81 %)',
      '✓ others [mandatory, high] At or above the minimum: 2,381 of 2,489 users without an admin role',
      '✓ everybody [mandatory, high] At or above the minimum: 2,385 of 2,500 users (95.40 %) are capable of MFA',
      'userRegistrationDetails, because the rules ask for segments;',
      'Pages: 3 requests, 3 pages, 2,500 rows, 2,500 distinct users, no duplicates.',
    ],
    exitCode: 1,
    requests: [0, 3, 0],
  },
  {
    title: 'two sources are read once each where no single one can say everything',
    rules: `rules:
  - {id: either, measure: ssprOrMfaCapable, minimum: 60%}
  - {id: either-again, measure: ssprOrMfaCapable, minimum: 70%, enforcement: advisory}
  - {id: members, measure: mfaRegistered, segment: members, minimum: 95%}
  - {id: everybody, measure: mfaRegistered, minimum: 95%}`,
    says: [
      '✓ either [mandatory, high] At or above the minimum: 1,700 of 2,500 users (68.00 %)',
      'getCredentialUserRegistrationCount, which takes the fewest requests;',
      '! either-again',
      '2,370 of 2,400 members',
      '2,390 of 2,500 users (95.60 %)',
      'userRegistrationDetails',
    ],
    exitCode: 0,
    requests: [1, 3, 0],
  },
  {
    title: 'one request does for the whole tenant',
    rules: `rules: [${rule('measure: mfaRegistered')}]`,
    says: ['2,390 of 2,500 users (95.60 %)'],
    exitCode: 0,
    requests: [1, 0, 0],
  },
  {
    title: '--source has the last word over the document',
    rules: `source: registrationCounts\nrules: [${rule('measure: mfaRegistered')}]`,
    args: ['--source', 'registrationDetails'],
    says: ['2,390 of 2,500 users (95.60 %)', 'userRegistrationDetails, as asked;'],
    exitCode: 0,
    requests: [0, 3, 0],
  },
  {
    title: 'a named source is not exchanged for one that sounds alike',
    rules: `source: registrationCounts\nrules: [${rule('measure: mfaCapable')}]`,
    says: ['Could not determine: registrationCounts does not have mfaCapable of all'],
    exitCode: 3,
    requests: [0, 0, 0],
  },
  {
    title: 'the summary is not asked with the token of an app',
    rules: `source: featureSummary\nrules: [${rule('measure: mfaCapable')}]`,
    says: ['Could not determine: featureSummary can be read by signed-in users only'],
    exitCode: 3,
    requests: [0, 0, 0],
  },
  {
    title: 'exclusions show the ratio before and after, and the count of each reason',
    rules: `exclusions:
  maxExcluded: 10%
  accounts:
    - {kind: breakGlass, file: break-glass.txt, reason: emergency access SEC-7}
    - {kind: syncAccounts, reason: no person}
    - {kind: pattern, pattern: "room-*@contoso.com", reason: meeting rooms}
    - {kind: guests, reason: gated in their home tenant}
rules:
  - {id: everybody, measure: mfaRegistered, minimum: 95%}
  - {id: admins, measure: mfaRegistered, segment: admins, minimum: 100%}`,
    files: {
      'break-glass.txt':
        '# two accounts\nBreakGlass1@contoso.onmicrosoft.com\nbreakglass2@contoso.onmicrosoft.com # spare\n',
    },
    says: [
      'At or above the minimum: 2,369 of 2,396 users (98.87 %)',
      'With nobody excluded: 2,390 of 2,500 users (95.60 %).',
      'Excluded: 1 break-glass account (emergency access SEC-7); 1 sync service account (no person); 2 by pattern (meeting rooms); 100 guests (gated in their home tenant).',
      'Below the minimum: 9 of 10 admins (90.00 %)',
      'With nobody excluded: 9 of 11 admins (81.81 %).',
      'userRegistrationDetails, because accounts are excluded;',
    ],
    exitCode: 1,
    requests: [0, 3, 0],
  },
  {
    title: 'more exclusions than the cap allows leave nothing judged',
    rules: `exclusions:
  maxExcluded: 103
  accounts: [{kind: guests, reason: elsewhere}, {kind: pattern, pattern: "*@contoso.com", reason: rooms}, {kind: breakGlass, users: [breakglass1@contoso.onmicrosoft.com, Sync_DC01_0123456789ab@contoso.onmicrosoft.com], reason: emergency}]
rules: [${rule('measure: mfaRegistered')}]`,
    says: ['Could not determine: the exclusions leave out 104 of 2,500 users, and at most 103 are allowed'],
    exitCode: 3,
    requests: [0, 3, 0],
  },
  {
    title: 'the cap on exclusions holds for each segment by itself',
    rules: `exclusions:
  maxExcluded: 5%
  accounts: [{kind: breakGlass, users: [breakglass1@contoso.onmicrosoft.com], reason: emergency}]
rules:
  - {id: admins, measure: mfaRegistered, segment: admins, minimum: 50%}
  - {id: members, measure: mfaRegistered, segment: members, minimum: 95%}`,
    says: [
      'Could not determine: the exclusions leave out 1 of 11 admins, and at most 5 % are allowed (maxExcluded)',
      '✓ members',
    ],
    exitCode: 3,
    requests: [0, 3, 0],
  },
  {
    title: 'the count report cannot heed exclusions, so it is not read',
    rules: `source: registrationCounts
exclusions: {accounts: [{kind: guests, reason: elsewhere}]}
rules: [${rule('measure: mfaRegistered')}]`,
    says: ['Could not determine: registrationCounts', 'write source: registrationDetails, or auto'],
    exitCode: 3,
    requests: [0, 0, 0],
  },
]

const emptyRows = [
  {
    onEmpty: 'pass',
    exitCode: 0,
    says: 'At or above the minimum: the tenant has no guests, which this rule counts as a pass',
  },
  {
    onEmpty: 'fail',
    exitCode: 1,
    says: 'Below the minimum: the tenant has no guests, which this rule counts as a fail',
  },
  { onEmpty: 'undetermined', exitCode: 3, says: 'Could not determine: the tenant has no guests' },
]

describe('Segments, sources and exclusions', () => {
  let tenant: Tenant
  before(async () => {
    tenant = await startTenant(loadScenario(everything))
  })
  after(() => tenant.close())

  for (const { title, rules, args = [], files = {}, environment = {}, says, exitCode, requests } of rows) {
    it(title, async () => {
      const earlier = tenant.requests.length
      const run = await runCheck(tenant, { rules, args, files, environment })
      let from = 0
      for (const piece of says) {
        const at = run.stdout.indexOf(piece, from)
        assert.notEqual(at, -1, `${piece}\nis missing after ${from} in\n${run.stdout}${run.stderr}`)
        from = at
      }
      assert.equal(run.exitCode, exitCode)
      assert.equal(run.stderr, '')
      const paths = tenant.requests.slice(earlier).map(({ path }) => path)
      const asked = (word: string) => paths.filter((path) => path.includes(word)).length
      assert.deepEqual(
        [asked('getCredential'), asked('userRegistrationDetails'), asked('usersRegisteredByFeature')],
        requests,
      )
    })
  }

  for (const { onEmpty, exitCode, says } of emptyRows) {
    it(`take an empty segment for what the rule says: ${onEmpty}`, async () => {
      await using noGuests = await startTenant(
        loadScenario(
          '{population: 10, counts: {mfaRegistered: 9}, permissions: [AuditLog.Read.All], users: {}}',
        ),
      )
      const rules = `rules: [${rule(`measure: mfaRegistered, segment: guests, onEmpty: ${onEmpty}`)}]`
      const run = await runCheck(noGuests, { rules })
      assert.ok(run.stdout.includes(says), run.stdout)
      assert.equal(run.exitCode, exitCode)
    })
  }

  const nobodyLeft = [
    {
      title: 'a report of nobody',
      population: 0,
      exclusions: '',
      says: /Could not determine: the report counts 0 users/,
    },
    {
      title: 'exclusions that leave nobody',
      population: 10,
      exclusions: 'exclusions: {accounts: [{kind: pattern, pattern: "*@*", reason: a slip}]}\n',
      says: /Could not determine: the exclusions leave out all 10 users, so nobody is left/,
    },
  ]
  for (const { title, population, exclusions, says } of nobodyLeft) {
    it(`are not taken for empty segments: ${title}`, async () => {
      await using nobody = await startTenant(
        loadScenario(
          `{population: ${population}, counts: {mfaRegistered: 0}, permissions: [AuditLog.Read.All], users: {}}`,
        ),
      )
      const rules = `${exclusions}rules: [${rule('measure: mfaRegistered, segment: guests, onEmpty: pass')}]`
      const run = await runCheck(nobody, { rules })
      assert.match(run.stdout, says)
      assert.equal(run.exitCode, 3)
    })
  }

  it('go on to the users when the count report is gone and the credential may', async () => {
    await using gone = await startTenant(
      loadScenario(`${everything}\nfaults: [{on: report, kind: gone-404}]`),
    )
    const run = await runCheck(gone, { rules: `rules: [${rule('measure: mfaRegistered')}]` })
    assert.match(
      run.stdout,
      /2,390 of 2,500 users.*userRegistrationDetails, because the count report does not exist here/s,
    )
    assert.equal(run.exitCode, 0)
  })
})

describe('The summary by feature', () => {
  const scenario = everything.replace(/permissions: .*/, 'delegatedPermissions: [AuditLog.Read.All]')
  const rules = `rules:
  - {id: whole, measure: mfaCapable, minimum: 95%}
  - {id: guests, measure: mfaCapable, segment: guests, minimum: 95%, enforcement: advisory}
  - {id: admins, measure: mfaCapable, segment: admins, minimum: 80%}`

  it('answers a signed-in user in one request a segment, with the numbers that counting users gives', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    const lines = async (source: string) =>
      (await runCheck(tenant, { rules, args: ['--source', source] })).stdout.match(
        /: \d[\d,]* of .*required/g,
      )
    const summed = await lines('auto')
    assert.equal(tenant.requests.filter(({ path }) => path.includes('usersRegisteredByFeature')).length, 3)
    assert.deepEqual(summed, await lines('registrationDetails'))
    assert.equal(summed?.length, 3)
  })

  const faults = [
    { fault: 'missing-feature', says: /has no count of users capable of MFA/ },
    { fault: 'duplicate-feature', says: /feature mfaCapable is given twice/ },
    { fault: 'count-above-population', says: /contradicts itself: 2,800 users capable of MFA/ },
    { fault: 'next-link', says: /it goes on over a further page, which this report never does/ },
    { fault: 'other-roles', says: /it is not of the userRoles 'all' that were asked for/ },
    { fault: 'other-types', says: /it is not of the userTypes 'all' that were asked for/ },
    {
      fault: 'segment-above-tenant',
      says: /contradicts itself: 1,000,100 guests in a tenant of 2,500 users/,
    },
    { fault: 'duplicate-key', says: /the body gives a key of one object twice/ },
    { fault: 'json-like-type', says: /is not JSON \(application\/json-seq\)/ },
    { fault: 'html-200', says: /is not JSON/ },
    { fault: 'error-in-200', says: /holds an error/ },
    { fault: 'role-403', says: /give the user one of the roles/ },
  ]
  for (const { fault, says } of faults) {
    it(`that comes with ${fault} ends in “could not determine”`, async () => {
      await using tenant = await startTenant(
        loadScenario(`${scenario}\nfaults: [{on: summary, kind: ${fault}}]`),
      )
      const run = await runCheck(tenant, {
        rules: `rules:
  - {id: whole, measure: mfaCapable, minimum: 95%}
  - {id: guests, measure: mfaCapable, segment: guests, minimum: 1%, enforcement: advisory}`,
      })
      assert.match(run.stdout, says)
      assert.equal(run.exitCode, 3)
    })
  }
})
