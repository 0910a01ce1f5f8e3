import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'
import { runCli } from '../support/run-cli.ts'

const tenantOf = (faults = '', users = 'admins: 10, adminsRegistered: 9'): string => `
population: 2500
counts: {registered: 100, enabled: 200, capable: 300, mfaRegistered: 2390}
permissions: [AuditLog.Read.All, User.Read.All]
users: {guests: 100, guestsRegistered: 20, ${users}}
faults: [${faults}]`

const admins = '{id: admins, measure: mfaRegistered, segment: admins, minimum: 90%}'
const rules = (more = '', each = admins): string => `adminsByFilter: true\n${more}\nrules: [${each}]`

const heeded =
  'Pages: 1 request, 1 page, 10 rows, 10 distinct users, no duplicates. Only admins were read, by a filter that Microsoft does not document (adminsByFilter): nothing would show that one is missing.'
const whole = (requests: number) => `Pages: ${requests} requests, 3 pages, 2,500 rows,`
const nine = 'At or above the minimum: 9 of 10 admins (90.00 %) are registered for MFA'

interface Row {
  readonly title: string
  readonly faults?: string
  readonly users?: string
  readonly rules?: string
  readonly args?: readonly string[]
  readonly says: readonly string[]
  readonly exitCode: 0 | 1 | 3
  /** Of the per-user report. */
  readonly requests: number
}

const rows: readonly Row[] = [
  { title: 'costs one page for ten admins', says: [nine, heeded], exitCode: 0, requests: 1 },
  {
    title: 'finds the admin who is missing',
    rules: rules('', admins.replace('90%', '100%')),
    says: ['Below the minimum: 9 of 10 admins (90.00 %)', '1 more admin must register.', heeded],
    exitCode: 1,
    requests: 1,
  },
  {
    title: 'answers several measures at once',
    rules: rules(
      '',
      `${admins}, {id: strong, measure: strongMethod, segment: admins, minimum: 100%, enforcement: advisory}`,
    ),
    says: [nine, 'Below the minimum: 9 of 10 admins (90.00 %) are registered for MFA or with', heeded],
    exitCode: 0,
    requests: 1,
  },
  {
    title: 'reads every user where the filter is refused',
    faults: '{on: details, kind: refused-filter}',
    says: [nine, whole(4), 'The filter on admins (adminsByFilter) was refused, so every user was read.'],
    exitCode: 0,
    requests: 4,
  },
  {
    title: 'reads every user where the filter is not heeded',
    faults: '{on: details, kind: ignored-filter}',
    says: [
      nine,
      whole(4),
      'was ignored, because a row came whose isAdmin is not true, so every user was read.',
    ],
    exitCode: 0,
    requests: 4,
  },
  {
    title: 'reads every user where a row does not say that it is an admin’s',
    faults: '{on: details, kind: unsaid-admin}',
    says: [nine, whole(4), 'was ignored, because a row came whose isAdmin is not true'],
    exitCode: 0,
    requests: 4,
  },
  {
    title: 'reads every user where the filter finds nobody',
    faults: '{on: details, kind: empty-filter}',
    says: [nine, whole(4), 'found nobody, but every tenant has an admin, so every user was read.'],
    exitCode: 0,
    requests: 4,
  },
  {
    title: 'takes nobody for no pass, also where the walk finds no admin either',
    users: 'admins: 0',
    rules: rules('', admins.replace('minimum', 'onEmpty: undetermined, minimum')),
    says: ['Could not determine: the tenant has no admins', 'found nobody, but every tenant has an admin'],
    exitCode: 3,
    requests: 4,
  },
  {
    title: 'cannot determine it where the filter and then a page of the walk fail',
    faults: '{on: details, kind: ignored-filter}, {on: details, kind: missing-value, after: 2}',
    says: [
      'Could not determine: ',
      'a page has no value',
      'Pages: 3 requests, 1 page, 999 rows,',
      'was ignored, because',
    ],
    exitCode: 3,
    requests: 3,
  },
  {
    title: 'takes an error in the page of admins for an error',
    faults: '{on: details, kind: missing-value}',
    says: ['Could not determine: ', 'a page has no value'],
    exitCode: 3,
    requests: 1,
  },
  {
    title: 'takes a missing permission for one',
    faults: '{on: details, kind: permission-403}',
    says: ['Could not determine: ', 'grant it the application permission AuditLog.Read.All'],
    exitCode: 3,
    requests: 1,
  },
  {
    title: 'follows no link to users that another filter means',
    faults: '{on: details, kind: narrowed-next-link}',
    users: 'admins: 1500, adminsRegistered: 1480',
    says: ['Could not determine: ', 'a next link leads to another report'],
    exitCode: 3,
    requests: 1,
  },
  {
    title: 'reads as many pages as the admins fill',
    users: 'admins: 1500, adminsRegistered: 1480',
    says: [
      '1,480 of 1,500 admins',
      'Pages: 2 requests, 2 pages, 1,500 rows, 1,500 distinct users, no duplicates. Only',
    ],
    exitCode: 0,
    requests: 2,
  },
  {
    title: 'begins anew where a page token expires between admins',
    faults: '{on: details, kind: skip-token-400, times: 2}',
    users: 'admins: 1500, adminsRegistered: 1480',
    says: ['1,480 of 1,500 admins', 'Pages: 4 requests, 2 pages, 1,500 rows,', '1 restart. Only admins'],
    exitCode: 0,
    requests: 4,
  },
  {
    title: 'is passed over where a rule asks about others',
    rules: rules('', `${admins}, {id: everybody, measure: mfaRegistered, minimum: 90%}`),
    says: [nine, whole(3), 'was not used, as rules, exclusions or a list ask about others too'],
    exitCode: 0,
    requests: 3,
  },
  {
    title: 'is passed over for users without a role',
    rules: rules('', admins.replace('segment: admins', 'segment: nonAdmins')),
    says: ['2,381 of 2,490 users without an admin role', 'was not used'],
    exitCode: 0,
    requests: 3,
  },
  {
    title: 'leaves out whom exclusions name, and says nothing of entries that name no admin',
    rules: rules(
      'exclusions: {accounts: [{kind: users, users: [a@b.cc, nobody@b.cc], reason: scanners}, {kind: breakGlass, users: [glass@contoso.com], reason: emergency}]}',
    ),
    users:
      'admins: 9, adminsRegistered: 9, accounts: [{userPrincipalName: glass@contoso.com, isAdmin: true}, {userPrincipalName: a@b.cc}]',
    says: [
      '9 of 9 admins (100.00 %)',
      'With nobody excluded: 9 of 10 admins (90.00 %).',
      'Excluded: 0 listed (scanners); 1 break-glass account (emergency).',
      heeded,
    ],
    exitCode: 0,
    requests: 1,
  },
  {
    title: 'is passed over where a ceiling on exclusions is one of all users too',
    rules: rules('exclusions: {maxExcluded: 5, accounts: [{kind: guests, reason: elsewhere}]}'),
    says: ['the exclusions leave out 100 of 2,500 users, and at most 5 are allowed', 'was not used'],
    exitCode: 3,
    requests: 3,
  },
  {
    title: 'is passed over where an entry must fit somebody',
    rules: rules(
      'exclusions: {accounts: [{kind: users, users: [a@b.cc], reason: scanner, requireMatch: true}]}',
    ),
    says: ['an exclusion with requireMatch has 1 entry that matches nobody', 'was not used'],
    exitCode: 3,
    requests: 3,
  },
  {
    title: 'is passed over where completeness is asked for',
    rules: rules('completeness: usersCount'),
    says: [nine, whole(3), 'was not used'],
    exitCode: 0,
    requests: 3,
  },
  {
    title: 'is passed over where names are listed',
    args: ['--list', 'names.csv'],
    says: [nine, whole(3), 'was not used'],
    exitCode: 0,
    requests: 3,
  },
  {
    title: 'is not tried where nobody wishes it',
    rules: rules().replace('adminsByFilter: true', ''),
    says: [nine, 'Pages: 3 requests, 3 pages, 2,500 rows, 2,500 distinct users, no duplicates.\n'],
    exitCode: 0,
    requests: 3,
  },
]

const detailsOf = (tenant: Tenant): number =>
  tenant.requests.filter(({ path }) => path.endsWith('/userRegistrationDetails')).length

describe('adminsByFilter', () => {
  for (const {
    title,
    faults,
    users,
    rules: document = rules(),
    args = [],
    says,
    exitCode,
    requests,
  } of rows) {
    it(title, async () => {
      await using tenant = await startTenant(loadScenario(tenantOf(faults, users)))
      const ran = await runCheck(tenant, { rules: document, args, environment: { MFA_GATE_PACE: 'off' } })
      let from = 0
      for (const piece of says) {
        const at = ran.stdout.indexOf(piece, from)
        assert.notEqual(at, -1, `${piece}\nis missing after ${from} in\n${ran.stdout}${ran.stderr}`)
        from = at
      }
      assert.equal(ran.exitCode, exitCode)
      assert.equal(detailsOf(tenant), requests)
    })
  }

  it('is told by every report', async () => {
    await using tenant = await startTenant(loadScenario(tenantOf()))
    const silent: string[] = []
    for (const format of [
      'text',
      'json',
      'markdown',
      'html',
      'junit',
      'sarif',
      'github',
      'gitlab',
      'azure-devops',
      'ocsf',
    ]) {
      // Below the minimum, as some formats tell of trouble alone.
      const document = rules('', admins.replace('90%', '100%'))
      const { stdout } = await runCheck(tenant, { rules: document, args: ['--format', format] })
      if (!stdout.includes('filter that Microsoft does not document')) silent.push(format)
    }
    assert.deepEqual(silent, [])
  })

  describe('in a snapshot', () => {
    let folder = ''
    before(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-admins-'))))
    after(() => rmSync(folder, { recursive: true }))

    it('is kept with its note, and judged where the document still wishes it', async () => {
      await using tenant = await startTenant(loadScenario(tenantOf()))
      writeFileSync(join(folder, 'rules.yaml'), rules())
      writeFileSync(join(folder, 'whole.yaml'), rules().replace('adminsByFilter: true', ''))
      const { environment } = tenant
      const run = (...args: string[]) => runCli(args, environment, { cwd: folder })
      const saved = await run('snapshot', '--rules', 'rules.yaml', '--output', 's.json')
      assert.equal(saved.exitCode, 0, saved.stderr)
      const text = readFileSync(join(folder, 's.json'), 'utf8')
      assert.match(text, /"adminsFilter": "heeded"/)
      assert.match(text, /"segment": "admins"/)
      const judged = await run('check', '--rules', 'rules.yaml', '--snapshot', 's.json')
      assert.match(judged.stdout, /9 of 10 admins.*Only admins were read, by a filter/s)
      assert.equal(judged.exitCode, 0)
      const other = await run('check', '--rules', 'whole.yaml', '--snapshot', 's.json')
      assert.match(other.stdout, /the snapshot s\.json does not have mfaRegistered of admins/)
      assert.equal(other.exitCode, 3)
    })
  })

  for (const [users, pages] of [
    [10_000, 11],
    [500_000, 501],
  ] as const) {
    it(`gives the verdicts of the whole walk at ${users} users, in at most 3 requests`, async function () {
      this.timeout(240_000)
      await using tenant = await startTenant(
        loadScenario(`
population: ${users}
counts: {mfaRegistered: ${users - 1_000}}
permissions: [AuditLog.Read.All]
users: {admins: 300, adminsRegistered: 290, mix: {key: 2%, phone: 5%, whfb: 500, bare: 40}}`),
      )
      const measures = ['mfaRegistered', 'mfaCapable', 'phishingResistant', 'strongMethod', 'notPhoneOnly']
      const each = measures.flatMap((measure) =>
        ['1%', '96%', '97%'].map(
          (minimum, index) =>
            `{id: ${measure.toLowerCase()}-${index}, measure: ${measure}, segment: admins, minimum: ${minimum}}`,
        ),
      )
      const verdicts = async (byFilter: boolean) => {
        const before = detailsOf(tenant)
        const document = rules('', each.join(', ')).replace('true', String(byFilter))
        const { stdout } = await runCheck(tenant, {
          rules: document,
          args: ['--format', 'json'],
          environment: { MFA_GATE_PACE: 'off', MFA_GATE_TIMEOUT: '200s' },
        })
        const report = JSON.parse(stdout) as {
          verdicts: readonly { verdict: string; count: number; population: number; possibly: number }[]
        }
        const found = report.verdicts.map(({ verdict, count, population, possibly }) => ({
          ...{ verdict, count, population, possibly },
        }))
        return { found, requests: detailsOf(tenant) - before }
      }
      const [filtered, walked] = [await verdicts(true), await verdicts(false)]
      assert.deepEqual(filtered.found, walked.found)
      assert.deepEqual(new Set(filtered.found.map(({ verdict }) => verdict)), new Set(['pass', 'violation']))
      assert.ok(filtered.requests <= 3, `${filtered.requests} requests`)
      assert.equal(walked.requests, pages)
    })
  }
})
