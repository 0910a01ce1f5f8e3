import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { recordAssessment } from '../../src/history/record-assessment.ts'
import { type Explanation, explanationSchema } from '../../src/schemas/explanation.ts'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { reportWith } from '../history/support/reports.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const dayMs = 86_400_000

const scenario = `
population: 1000
counts: {registered: 900, enabled: 1000, capable: 900, mfaRegistered: 900}
permissions: [AuditLog.Read.All, Reports.Read.All]
users:
  guests: 100
  guestsRegistered: 20
  admins: 10
  adminsRegistered: 9
  accounts:
    - {userPrincipalName: jane.doe@contoso.com}`

const rules = `rules:
  - id: mfa
    measure: mfaRegistered
    minimum:
      - { from: 2020-01-01, minimum: "85%" }
      - { from: 2099-01-01, minimum: "95%" }
      - { from: 2099-06-01, minimum: "99%" }
`

describe('mfa-gate explain', () => {
  let folder: string
  const at = (name: string): string => join(folder, name)
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-explain-'))
    writeFileSync(at('rules.yaml'), rules)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const explain = (tenant: Tenant, ...args: readonly string[]) =>
    runCli(
      ['explain', '--rules', 'rules.yaml', ...args],
      { ...cleanEnvironment(), ...tenant.environment },
      { cwd: folder },
    )
  const parsed = (stdout: string): Explanation => JSON.parse(stdout) as Explanation

  /** One count a day, as many days as given, `perDay` fewer each day back from 900. */
  const keep = async (tenant: Tenant, days: number, perDay: number): Promise<void> => {
    const history = await openHistory(parseLocation('history.db', folder, '--history'), 'write')
    for (let ago = days; ago > 0; ago -= 1) {
      const registered = 900 - perDay * ago
      const moment = new Date(Date.now() - ago * dayMs).toISOString()
      const tenantId = tenant.environment['AZURE_TENANT_ID'] ?? ''
      await recordAssessment(
        history,
        await reportWith({ tenantId, at: moment, registered, population: 1_000 }),
      )
    }
    await history.close()
  }

  it('says how many are missing now, at the next step and at the last, and when the trend gets there', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    await keep(tenant, 20, 5)
    const { exitCode, stdout, stderr } = await explain(tenant, '--history', 'history.db')
    assert.equal(exitCode, 0, stderr)
    assert.match(stdout, /^Embedded tenant \(a stand-in, not Microsoft\) [\w-]+ at /)
    assert.match(stdout, /^mfa: 900 of 1,000 users \(90\.00 %\) are registered for MFA\.$/m)
    assert.match(stdout, /^ {2}85 % now: reached\.$/m)
    assert.match(
      stdout,
      /^ {2}95 % from 2099-01-01: 50 more users must register; at the present trend about \d{4}-\d\d-\d\d, in time\.$/m,
    )
    assert.match(
      stdout,
      /^ {2}99 % from 2099-06-01, the last step: 90 more users must register; at the present trend about \d{4}-\d\d-\d\d, in time\.$/m,
    )
    assert.match(
      stdout,
      /^ {2}Trend from .* \(21 days with counts\): \+150 who have it and \+0 users in 30 days\.$/m,
    )
    assert.match(stdout, /read a date as a rough direction\.\n$/)
    const { rules: messages } = parsed(
      (await explain(tenant, '--history', 'history.db', '--format', 'json')).stdout,
    )
    const day = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)
    const mfa = messages.find(({ rule }) => rule === 'mfa')
    assert.deepEqual(
      mfa?.targets?.map((one) => [one.minimumPercent, one.missing, one.arrival]),
      [
        [85, 0, 'met'],
        [95, 50, 'on'],
        [99, 90, 'on'],
      ],
    )
    // Midnight may pass between the two clocks.
    assert.ok([day(10), day(9)].includes(mfa.targets[1]?.day ?? ''))
  })

  it('says that it never gets there, or how much history it still takes', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    await keep(tenant, 20, 0)
    const level = await explain(tenant, '--history', 'history.db')
    assert.match(
      level.stdout,
      /at the present trend never, because the number of missing users does not fall\.$/m,
    )
    rmSync(at('history.db'))
    await keep(tenant, 3, 5)
    const short = await explain(tenant, '--history', 'history.db')
    assert.match(short.stdout, /50 more users must register; the date is not known yet\.$/m)
    assert.match(
      short.stdout,
      /the history has counts of 4 days over 4 days, today included; it needs at least 5 over 14 days\.$/m,
    )
    const none = await explain(tenant)
    assert.match(none.stdout, /^ {2}Trend: none, because no history is given; /m)
  })

  it('knows no other tenant’s past', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    await using other = await startTenant(loadScenario(scenario))
    await keep(other, 20, 5)
    assert.match(
      (await explain(tenant, '--history', 'history.db')).stdout,
      /the history has counts of 1 day over 1 day, /,
    )
  })

  it('says where the missing users are when asked', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    const { stdout } = await explain(tenant, '--by-segment')
    assert.match(
      stdout,
      /by segment \(an admin is also a member or a guest\): 20 of 900 members, 80 of 100 guests, 1 of 10 admins, 99 of 990 users without an admin role\.$/m,
    )
  })

  it('says why where the missing users are cannot be found out', async () => {
    const denied = scenario.replace('AuditLog.Read.All, ', '')
    await using tenant = await startTenant(loadScenario(denied))
    const { exitCode, stdout } = await explain(tenant, '--by-segment')
    assert.equal(exitCode, 0, stdout)
    assert.match(
      stdout,
      /^ {2}By segment, could not determine: [^\n]+\n {2}To do: [^\n]*AuditLog\.Read\.All/m,
    )
  })

  it('follows its published schema, whatever there is to say', async () => {
    const valid = new Ajv({ strict: false }).compile(explanationSchema)
    const check = async (tenant: Tenant, ...args: readonly string[]): Promise<Explanation> => {
      const { stdout, stderr } = await explain(tenant, '--format', 'json', ...args)
      const value = parsed(stdout)
      assert.ok(valid(value), JSON.stringify(valid.errors) + stderr)
      return value
    }
    await using tenant = await startTenant(loadScenario(scenario))
    await keep(tenant, 20, 5)
    await check(tenant, '--history', 'history.db', '--by-segment')
    writeFileSync(
      at('rules.yaml'),
      `rules:
  - { id: off, measure: mfaRegistered, minimum: 95%, enforcement: disabled }
  - { id: missing, measure: ssprOrMfaCapable, segment: guests, minimum: 95% }
  - { id: here, measure: mfaRegistered, minimum: 95% }
`,
    )
    const kinds = (await check(tenant)).rules.map(({ kind }) => kind)
    assert.deepEqual(kinds, ['not-asked', 'undetermined', 'counted'])
  })

  it('says that nothing is judged where every rule is disabled, and by which line', async () => {
    const off = '{ id: mfa, measure: mfaRegistered, minimum: 95%, enforcement: disabled }'
    writeFileSync(at('rules.yaml'), `rules:\n  - ${off}\n`)
    await using tenant = await startTenant(loadScenario(scenario))
    const { exitCode, stdout } = await explain(tenant)
    assert.equal(exitCode, 0)
    const lines = [
      'Nothing judged: every rule is disabled.',
      'mfa: not asked, since the rule is disabled by rules.yaml:2.',
    ]
    assert.equal(stdout, `${lines.join('\n')}\n`)
    const messages = await runCli(
      ['rules', 'origins', '--rules', 'rules.yaml'],
      { ...cleanEnvironment(), ...tenant.environment },
      { cwd: folder },
    )
    assert.match(messages.stdout, /^Nothing judged: every rule is disabled\.$/m)
  })

  it('exits 3 with the reason when the tenant cannot be read', async () => {
    await using tenant = await startTenant(
      loadScenario(`${scenario}\nfaults: [{on: report, kind: licence-403}]`),
    )
    const { exitCode, stdout } = await explain(tenant)
    assert.equal(exitCode, 3)
    assert.match(stdout, /^mfa: Could not determine: /m)
  })

  it('exits 2 when the history is not there', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    const { exitCode, stderr } = await explain(tenant, '--history', 'none.db')
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: .*none\.db[^\n]*\n$/)
  })

  it('--list writes names to its file alone: not to the output, a log, the history or anywhere else', async () => {
    await using tenant = await startTenant(loadScenario(scenario))
    await keep(tenant, 20, 5)
    const before = readFileSync(at('history.db'))
    const { exitCode, stdout, stderr } = await explain(
      tenant,
      '--list',
      'missing.csv',
      '--history',
      'history.db',
      '--debug',
    )
    assert.equal(exitCode, 0, stderr)
    const lines = readFileSync(at('missing.csv'), 'utf8').trimEnd().split('\r\n')
    assert.equal(lines.length, 101)
    assert.ok(lines.some((line) => line.startsWith('jane.doe@contoso.com,')))
    if (process.platform !== 'win32') assert.equal(statSync(at('missing.csv')).mode & 0o777, 0o600)
    assert.match(stderr, /^mfa-gate: missing\.csv names 100 users who lack a measure: it is personal data, /m)
    assert.ok(!/jane|vance|@contoso/i.test(stdout + stderr))
    assert.equal(Buffer.compare(readFileSync(at('history.db')), before), 0)
    for (const name of readdirSync(folder).filter((one) => one !== 'missing.csv')) {
      assert.ok(!/jane\.doe|Vance/.test(readFileSync(at(name), 'latin1')), name)
    }
  })

  it('is told apart from rules origins in the help of both', async () => {
    const help = async (...args: readonly string[]) =>
      (await runCli([...args, '--help'], cleanEnvironment())).stdout.replaceAll(/\s+/g, ' ')
    assert.match(
      await help('explain'),
      /Which line of the rules document decided what: `mfa-gate rules origins`/,
    )
    assert.match(await help('rules', 'origins'), /by the trend of the history: `mfa-gate explain`/)
  })
})
