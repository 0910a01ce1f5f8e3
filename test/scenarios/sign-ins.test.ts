import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Count } from '../../src/model/count.ts'
import { statementOf } from '../../src/report/statement.ts'
import { faultPlaces, loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { checkOf } from '../report/rendered.ts'
import { inputOf } from '../report/sample.ts'
import { snapshotOf } from '../support/make.ts'
import { runCheck } from '../support/run-check.ts'
import { runCli } from '../support/run-cli.ts'

const rules = `enforcement: show
rules:
  - {id: met, measure: mfaRegistered, minimum: 50%}
  - {id: missed, measure: mfaRegistered, minimum: 95%, enforcement: advisory}`

const tenantOf = (more = '') =>
  startTenant(
    loadScenario(`
population: 100
counts: {mfaRegistered: 61}
permissions: [Reports.Read.All, AuditLog.Read.All]
${more}`),
  )

const check = (tenant: Tenant, document = rules, ...args: readonly string[]) =>
  runCheck(tenant, { rules: document, args })

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const dayBefore = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
const counted = `Of yesterday's sign-ins (${yesterday}) 61.00 % used MFA, 61 of 100; no verdict rests on it.`
const unread = (why: string) =>
  `How many of yesterday's sign-ins used MFA could not be read: ${why}; no verdict rests on it.`
const contradiction = unread("Microsoft's sums contradict themselves")
const noDay = unread('the report has no day of the last week')
const noUse = (code: string) => unread(`no usable answer came (${code})`)

/** What each fault leaves of the one line; those that are not here only have to leave the verdicts alone. */
const lines: Partial<Record<(typeof faultPlaces.signIns)[number], string>> = {
  'sample-sums': contradiction,
  'sums-above-total': contradiction,
  'sums-below-total': contradiction,
  'null-sums': noUse('body-unexpected'),
  'negative-sums': noUse('body-unexpected'),
  'fraction-sums': noUse('body-unexpected'),
  'string-sums': counted,
  'no-sign-ins': `Of yesterday's sign-ins (${yesterday}) none is counted; no verdict rests on it.`,
  'no-days': noDay,
  'no-value': noUse('body-unexpected'),
  'no-dates': noDay,
  'today-alone': noDay,
  'one-day-late': `Of the sign-ins of ${dayBefore} 61.00 % used MFA, 61 of 100; no verdict rests on it.`,
  'day-twice': unread('the report has the day twice'),
  'next-link': counted,
  'next-link-too-early': noDay,
  'permission-403': unread('the app lacks the permission AuditLog.Read.All'),
  'role-403': unread('the signed-in user lacks a role such as Reports Reader'),
  'licence-403': unread('the tenant lacks Microsoft Entra ID P1 or P2'),
  'gone-404': unread('Microsoft Graph does not have that report here'),
  'html-200': noUse('body-not-json'),
  'error-in-200': noUse('body-is-error'),
  'duplicate-key': noUse('body-unexpected'),
  'redirect-302': noUse('redirected'),
  'revoked-401': noUse('token-rejected'),
  hang: unread('no answer came in time'),
  'date-day-ahead': counted,
  'date-day-behind': counted,
  'no-date': counted,
}

/** The rows above, and what befalls any report, some of each sort; all of it befalls the others in test/proof. */
const kinds = [
  ...(Object.keys(lines) as (keyof typeof lines)[]),
  ...(['throttle-429', 'server-500', 'bad-gateway-502-html', 'unavailable-503', 'bandwidth-509'] as const),
  ...([
    'hang-body',
    'cut-body',
    'reset',
    'gzip-bomb',
    'endless-403',
    'cut-gzip',
    'deflated',
    'brotli',
  ] as const),
  ...(['empty-200', 'not-json', 'no-content-204', 'proxy-403-html', 'proxy-407-html', 'claims-401'] as const),
  ...(['unknown-encoding', 'json-like-type'] as const),
]

/** An answer without the line of context, moments and names of this run; and that line. */
function taken(stdout: string): { readonly rest: string; readonly context: readonly string[] } {
  const all = stdout.split('\n')
  const isContext = (line: string): boolean => line.includes('no verdict rests on it')
  const rest = all
    .filter((line) => !isContext(line))
    .join('\n')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC|[0-9a-f-]{36}|\/\S+\/(?=mfa-rules)/g, '…')
  return { rest, context: all.filter(isContext).map((line) => line.trim()) }
}

describe('enforcement: show', () => {
  it('tells in one line, by one request, how many of yesterday’s sign-ins used MFA', async () => {
    await using tenant = await tenantOf()
    const { stdout, exitCode } = await check(tenant)
    assert.deepEqual(taken(stdout).context, [counted])
    assert.equal(exitCode, 0)
    assert.equal(tenant.requests.filter(({ path }) => path.includes('SignIn')).length, 1)
  })

  it('asks nothing where nobody wants it, or nothing else was found out', async () => {
    await using tenant = await tenantOf('faults: [{on: report, kind: html-200}]')
    await check(tenant)
    await check(tenant, rules.replace('enforcement: show\n', ''))
    assert.equal(tenant.requests.filter(({ path }) => path.includes('SignIn')).length, 0)
  })

  it('is refused with any other word, and says where the level of a rule stands', async () => {
    await using tenant = await tenantOf()
    const { stderr, exitCode } = await check(tenant, rules.replace('show', 'advisory'))
    assert.match(stderr, /enforcement "advisory" is unknown; allowed: show/)
    assert.equal(exitCode, 2)
  })

  it('is told by every format beside the numbers', async () => {
    await using tenant = await tenantOf()
    for (const format of ['text', 'markdown', 'html', 'json', 'junit', 'sarif', 'gitlab', 'ocsf', 'csv']) {
      const { stdout } = await check(tenant, rules, '--format', format)
      assert.match(stdout, /61\.00 % used MFA, 61 of 100|"multiFactor": 61/, format)
    }
  })

  it('is told in the line that Pulumi shows beside its green sign', async () => {
    const signIns = { day: '2026-11-21', total: 3 as Count, multiFactor: 1 as Count }
    const snapshot = { ...snapshotOf(100, { mfaRegistered: 61 }), signIns }
    const input = await inputOf(rules, { kind: 'snapshot', snapshot })
    const line = statementOf({
      ...{ report: checkOf(input), rulesOrigin: 'rules.yaml', tenantsCompared: true },
      ...{ asked: [], documented: [] },
    })
    assert.match(
      line,
      / Of yesterday's sign-ins \(2026-11-21\) 33\.33 % used MFA, 1 of 3; no verdict rests on it\./,
    )
  })

  it('is kept by a snapshot for documents that ask, and by evidence', async () => {
    await using tenant = await tenantOf()
    const cwd = await mkdtemp(join(tmpdir(), 'mfa-gate-sign-ins-'))
    try {
      const silent = rules.replace('enforcement: show\n', '')
      await writeFile(join(cwd, 'show.yaml'), rules)
      await writeFile(join(cwd, 'silent.yaml'), silent)
      const cli = (...args: string[]) => runCli(args, tenant.environment, { cwd })
      for (const name of ['show', 'silent']) {
        const { stderr } = await cli('snapshot', '--rules', `${name}.yaml`, '--output', `${name}.json`)
        assert.equal(stderr, '')
      }
      const printed = async (document: string, snapshot: string) =>
        taken((await cli('check', '--rules', document, '--snapshot', snapshot)).stdout).context
      assert.deepEqual(await printed('silent.yaml', 'show.json'), [])
      assert.deepEqual(await printed('show.yaml', 'silent.json'), [unread('the snapshot does not hold them')])
      const saved = `Of the sign-ins of ${yesterday} 61.00 % used MFA, 61 of 100; no verdict rests on it.`
      assert.deepEqual(await printed('show.yaml', 'show.json'), [saved])
      assert.match(await readFile(join(cwd, 'show.json'), 'utf8'), /"version": 2/)
      await cli('evidence', '--rules', 'show.yaml', '--output', 'bundle.zip')
      const verified = await cli('evidence', 'verify', 'bundle.zip', '--allow-simulated', '--allow-unsigned')
      assert.equal(verified.exitCode, 0, verified.stdout)
    } finally {
      await rm(cwd, { recursive: true })
    }
  })

  it('is the quota’s last request, which waits for its turn no longer than what is left', async () => {
    await using tenant = await tenantOf('throttle: {requests: 1, seconds: 60}')
    const { stdout } = await check(tenant)
    const { context } = taken(stdout)
    assert.deepEqual(context, [unread('Microsoft Graph throttles this app in this tenant')])
  })
})

describe('A fault of the summary of sign-ins', () => {
  it('has a row in this table where it can befall no other report', () => {
    const shared: readonly string[] = [
      ...[...faultPlaces.issuer, ...faultPlaces.report, ...faultPlaces.details],
      ...faultPlaces.summary,
    ]
    const own = faultPlaces.signIns.filter((kind) => !shared.includes(kind))
    assert.ok(own.length >= 13)
    for (const kind of own) assert.ok(Object.hasOwn(lines, kind), kind)
  })

  let without = ''
  before(async () => {
    await using tenant = await tenantOf()
    without = taken((await check(tenant)).stdout).rest
    assert.match(without, /✓ met .*\n.*\n?✗|At or above/)
  })

  for (const kind of kinds) {
    it(`disturbs no verdict as ${kind}`, async function () {
      this.timeout(20_000)
      await using tenant = await tenantOf(`faults: [{on: signIns, kind: ${kind}}]`)
      const { stdout, stderr, exitCode } = await check(tenant, rules, '--timeout', '2s')
      const { rest, context } = taken(stdout)
      assert.equal(rest, without, stderr)
      assert.equal(exitCode, 0)
      assert.equal(context.length, 1)
      const expected = lines[kind]
      if (expected !== undefined) assert.equal(context[0], expected)
    })
  }
})
