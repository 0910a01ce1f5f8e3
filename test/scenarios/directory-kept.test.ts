import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { circle, everybody, of, rules, scenario, team } from './groups-tenant.ts'

const documents: readonly {
  readonly title: string
  readonly rules: string
  readonly answers: readonly string[]
}[] = [
  {
    title: 'groups as segments',
    rules: rules(of(team), of(everybody, 'minimum: 99%', 'all-users')),
    answers: ['pass', 'violation'],
  },
  {
    title: 'groups that are left out',
    rules: `exclusions: {maxExcluded: 50, accounts: [{kind: group, group: ${circle}, reason: robots}]}\n${rules('{id: one, measure: mfaRegistered, minimum: 95%}')}`,
    answers: ['pass'],
  },
  {
    title: 'new and unlicensed accounts that are left out',
    rules: `exclusions: {accounts: [{kind: joiners, days: 30, reason: first weeks}, {kind: unlicensed, reason: shared}]}\n${rules('{id: one, measure: strongMethod, minimum: 95%}')}`,
    answers: ['pass'],
  },
  {
    title: 'admins by roles',
    rules: rules(
      '{id: active, measure: mfaRegistered, segment: {privilegedRoles: active}, minimum: 100%}',
      '{id: eligible, measure: mfaRegistered, segment: {privilegedRoles: eligible}, minimum: 100%}',
    ),
    answers: ['pass', 'violation'],
  },
  {
    title: 'admins by filter',
    rules: `adminsByFilter: true\n${rules('{id: admins, measure: mfaRegistered, segment: admins, minimum: 100%}')}`,
    answers: ['pass'],
  },
]

interface Report {
  readonly verdicts: readonly {
    readonly verdict: string
    readonly count: number
    readonly population: number
    readonly reading: { readonly ledger: object; readonly withoutRow?: number; readonly segment: string }
  }[]
}

describe('What the directory tells', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-directory-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  for (const { title, rules: document, answers } of documents) {
    it(`is kept in a snapshot and in evidence, and judged again as it was: ${title}`, async () => {
      await using tenant = await startTenant(loadScenario(scenario()))
      writeFileSync(join(folder, 'rules.yaml'), document)
      const environment = { ...tenant.environment, MFA_GATE_PACE: 'off' }
      const run = (...args: string[]) => runCli(args, environment, { cwd: folder })
      const report = async (...args: string[]) => {
        const { stdout, stderr } = await run('check', '--rules', 'rules.yaml', '--format', 'json', ...args)
        assert.equal(stderr.replace(/mfa-gate: s\.json is of the embedded tenant.*\n/, ''), '')
        return (JSON.parse(stdout) as Report).verdicts.map(({ verdict, count, population, reading }) => ({
          ...{ verdict, count, population, ledger: reading.ledger },
          ...{ withoutRow: reading.withoutRow, segment: reading.segment },
        }))
      }
      const live = await report()
      assert.deepEqual(
        live.map(({ verdict }) => verdict),
        answers,
      )
      assert.equal((await run('snapshot', '--rules', 'rules.yaml', '--output', 's.json')).exitCode, 0)
      assert.doesNotMatch(readFileSync(join(folder, 's.json'), 'utf8'), /u\d@contoso/)
      const before = tenant.requests.length
      assert.deepEqual(await report('--snapshot', 's.json'), live)
      assert.ok(tenant.requests.slice(before).every(({ path }) => !path.startsWith('/v1.0/')))
      await run('evidence', '--rules', 'rules.yaml', '--output', 'b.zip')
      const verified = await run('evidence', 'verify', 'b.zip', '--allow-simulated')
      assert.doesNotMatch(verified.stdout + verified.stderr, /✗|false|unknown option/)
      assert.match(verified.stdout, /judged again/)
    })
  }

  it('is not taken from a snapshot that leaves out other accounts', async () => {
    await using tenant = await startTenant(loadScenario(scenario()))
    const document = (days: number, by: string) =>
      `exclusions: {accounts: [{kind: joiners, days: ${days}, by: ${by}, reason: first weeks}]}\n${rules('{id: one, measure: mfaRegistered, minimum: 5%}')}`
    writeFileSync(join(folder, 'one.yaml'), document(30, 'createdDateTime'))
    writeFileSync(join(folder, 'days.yaml'), document(29, 'createdDateTime'))
    writeFileSync(join(folder, 'by.yaml'), document(30, 'employeeHireDate'))
    const run = (...args: string[]) => runCli(args, tenant.environment, { cwd: folder })
    assert.equal((await run('snapshot', '--rules', 'one.yaml', '--output', 's.json')).exitCode, 0)
    const codes = ['one.yaml', 'days.yaml', 'by.yaml'].map(
      async (file) => (await run('check', '--rules', file, '--snapshot', 's.json')).exitCode,
    )
    assert.deepEqual(await Promise.all(codes), [0, 3, 3])
  })
})
