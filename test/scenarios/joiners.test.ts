import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

/** 1,500 users, of whom 1,400 are registered; the eight accounts come first, and none of them is. */
const scenario = ({ faults = '', permissions = 'AuditLog.Read.All, User.Read.All' } = {}) => `
population: 1500
counts: {mfaRegistered: 1400}
permissions: [${permissions}]
users:
  guests: 50
  guestsRegistered: 30
  accounts:
    - {userPrincipalName: new1@contoso.com, createdDaysAgo: 1}
    - {userPrincipalName: new13@contoso.com, createdDaysAgo: 13.9}
    - {userPrincipalName: old15@contoso.com, createdDaysAgo: 14.1}
    - {userPrincipalName: tomorrow@contoso.com, createdDaysAgo: -1, hiredDaysAgo: -1}
    - {userPrincipalName: hired@contoso.com, hiredDaysAgo: 3}
    - {userPrincipalName: ages@contoso.com, hiredDaysAgo: -40}
    - {userPrincipalName: shared@contoso.com, licensed: false}
    - {userPrincipalName: guest@contoso.com, userType: guest, createdDaysAgo: 2, licensed: false}
faults: [${faults}]`

const joiners = '{kind: joiners, days: 14, reason: first weeks}'
const hired = '{kind: joiners, days: 14, by: employeeHireDate, reason: first weeks}'
const unlicensed = '{kind: unlicensed, reason: shared mailboxes}'
const rules = (accounts: string, more = '') =>
  `exclusions: {${more} accounts: [${accounts}]}\nrules: [{id: everybody, measure: mfaRegistered, minimum: 93.5%}]`

interface Row {
  readonly title: string
  readonly scenario?: Parameters<typeof scenario>[0]
  readonly rules: string
  readonly says: readonly string[]
  readonly exitCode: 0 | 1 | 2 | 3
  /** Of the per-user report, and of the list of accounts. */
  readonly requests?: readonly [number, number]
}

const odd = (kind: string) => ({ faults: `{on: directory, kind: ${kind}}` })

const rows: readonly Row[] = [
  {
    title: 'new accounts, by the day on which they were made; none that is made tomorrow',
    rules: rules(joiners),
    says: [
      '1,400 of 1,497 users',
      'With nobody excluded: 1,400 of 1,500 users (93.33 %).',
      'Excluded: 3 new accounts (first weeks).',
      'userRegistrationDetails, because accounts are excluded;',
      'Directory: the accounts of the directory: 2 requests, 2 pages, 1,500 users.',
    ],
    exitCode: 0,
    requests: [2, 2],
  },
  {
    title: 'new accounts, by the day on which people begin, also in some days',
    rules: rules(hired),
    says: ['1,400 of 1,498 users', 'Excluded: 2 new accounts (first weeks).'],
    exitCode: 1,
    requests: [2, 2],
  },
  {
    title: 'members without a licence, and no guest',
    rules: rules(unlicensed),
    says: ['1,400 of 1,499 users', 'Excluded: 1 unlicensed account (shared mailboxes).'],
    exitCode: 1,
    requests: [2, 2],
  },
  {
    title: 'all of these in one walk through the accounts, each for its first reason',
    rules: rules(`${unlicensed}, ${joiners}, ${hired}, {kind: guests, reason: elsewhere}`),
    says: [
      '1,370 of 1,444 users',
      'Excluded: 1 unlicensed account (shared mailboxes); 3 new accounts (first weeks); 2 new accounts (first weeks); 50 guests (elsewhere).',
    ],
    exitCode: 0,
    requests: [2, 2],
  },
  {
    title: 'no more than the ceiling allows',
    rules: rules(joiners, 'maxExcluded: 2,'),
    says: ['Could not determine: the exclusions leave out 3 of 1,500 users, and at most 2 are allowed'],
    exitCode: 3,
  },
  {
    title: 'nobody where the permission is missing, and nothing is judged then',
    scenario: { permissions: 'AuditLog.Read.All' },
    rules: rules(joiners),
    says: [
      'Could not determine: the app may not read the accounts of the directory (Authorization_RequestDenied).',
      'grant it the application permission User.Read.All of Microsoft Graph',
    ],
    exitCode: 3,
    requests: [0, 1],
  },
  {
    title: 'nobody where an account does not say when it was made',
    scenario: odd('row-without-facts'),
    rules: rules(joiners),
    says: [
      'the pages of the accounts of the directory do not add up: 1 row of a page has no usable createdDateTime',
    ],
    exitCode: 3,
  },
  {
    title: 'nobody where an account says it in no date',
    scenario: odd('row-with-odd-facts'),
    rules: rules(joiners),
    says: ['1 row of a page has no usable createdDateTime'],
    exitCode: 3,
  },
  {
    title: 'nobody where an account does not say which licences it has',
    scenario: odd('row-with-odd-facts'),
    rules: rules(unlicensed),
    says: ['1 row of a page has no usable assignedLicenses'],
    exitCode: 3,
  },
  {
    title: 'nobody where a page of the accounts is missing',
    scenario: { faults: '{on: directory, kind: missing-value, after: 1}' },
    rules: rules(joiners),
    says: ['the pages of the accounts of the directory do not add up: a page has no value'],
    exitCode: 3,
    requests: [0, 2],
  },
  {
    title: 'nobody of whom a wrong clock would say that they are new',
    scenario: { faults: '{on: login, kind: date-day-behind}' },
    rules: rules(joiners),
    says: [
      'Could not determine: the clock of this machine is',
      'which accounts are new (exclusions of kind joiners) depends on it',
    ],
    exitCode: 3,
  },
  {
    title: 'members without a licence, whatever the clock says',
    scenario: { faults: '{on: login, kind: date-day-behind}' },
    rules: rules(unlicensed).replace('93.5%', '50%'),
    says: ['1,400 of 1,499 users'],
    exitCode: 0,
  },
  {
    title: 'nobody for longer than 30 days',
    rules: rules(joiners.replace('14', '31')),
    says: ['/exclusions/accounts/0/days): days 31 must be at most 30'],
    exitCode: 2,
  },
  {
    title: 'nobody for days that are not given',
    rules: rules('{kind: joiners, reason: first weeks}'),
    says: ['an exclusion of kind joiners needs "days"; add it'],
    exitCode: 2,
  },
  {
    title: 'nobody by a date that is none of these two',
    rules: rules(joiners.replace('days: 14', 'days: 14, by: lastSignIn')),
    says: ['by "lastSignIn" is unknown; allowed: createdDateTime, employeeHireDate'],
    exitCode: 2,
  },
  {
    title: 'nobody unlicensed for some days',
    rules: rules('{kind: unlicensed, days: 3, reason: shared mailboxes}'),
    says: ['an exclusion of kind unlicensed has no "days"; remove it'],
    exitCode: 2,
  },
]

describe('Exclusions of new and unlicensed accounts leave out', () => {
  for (const { title, scenario: played, rules: document, says, exitCode, requests } of rows) {
    it(title, async () => {
      await using tenant = await startTenant(loadScenario(scenario(played)))
      const ran = await runCheck(tenant, { rules: document, environment: { MFA_GATE_PACE: 'off' } })
      const output = ran.stdout + ran.stderr
      let from = 0
      for (const piece of says) {
        const at = output.indexOf(piece, from)
        assert.notEqual(at, -1, `${piece}\nis missing after ${from} in\n${output}`)
        from = at
      }
      assert.equal(ran.exitCode, exitCode)
      assert.doesNotMatch(output, /@contoso/)
      if (requests === undefined) return
      const asked = (end: RegExp) => tenant.requests.filter(({ path }) => end.test(path)).length
      assert.deepEqual([asked(/userRegistrationDetails$/), asked(/\/users$/)], requests)
    })
  }
})
