import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { directoryFaultKinds } from '../../src/simulator/tenant/faults/kinds.ts'
import { wireFaults } from '../../src/simulator/tenant/faults/shared-faults.ts'
import { runCheck } from '../support/run-check.ts'
import { circle, everybody, gone, of, rules, run, scenario, team } from './groups-tenant.ts'

describe('A fault in the pages of a group', () => {
  const spoilt: Partial<Record<(typeof directoryFaultKinds)[number], RegExp>> = {
    'privileges-403': /may not read the users of the group.*GroupMember\.Read\.All/s,
    'absent-404': /the tenant has no group/,
    'gone-404': /the tenant has no group/,
    'repeat-next-link':
      /the pages of the users of the group .* do not add up: a next link came a second time/,
    'renamed-next-link': /has @nextLink in place of @odata\.nextLink/,
    'foreign-next-link': /leads away from Microsoft Graph; it was not followed/,
    'other-next-link': /a next link leads to another report/,
    'narrowed-next-link': /a next link leads to another report/,
    'ends-early': /says that it has 2,500 rows, and 999 came/,
    'count-mismatch': /do not add up: the report says that it has/,
    'missing-value': /a page has no value/,
    'row-without-id': /1 row of a page has no usable id/,
    'removed-row': /marked as removed/,
    'skip-token-400': /the skip token expired while reading, also after a new start/,
    'duplicate-key': /gives a key of one object twice/,
  }
  /** What is read all the same. */
  const harmless = new Set([
    'duplicate-rows',
    'row-without-facts',
    'row-with-odd-facts',
    'deflated',
    'brotli',
  ])

  // What the wire makes of an answer is proven at the login and at the count report: test/proof.
  for (const kind of directoryFaultKinds.filter((one) => !(one in wireFaults))) {
    it(`${kind} ${harmless.has(kind) ? 'changes nothing' : 'leaves its rule undetermined, and judges the others'}`, async () => {
      const faults = `{on: directory, kind: ${kind}${/5\d\d|429/.test(kind) ? ', retryAfter: "999"' : ''}}`
      await using tenant = await startTenant(loadScenario(scenario({ faults })))
      const hangs = kind.startsWith('hang')
      const ran = await runCheck(tenant, {
        rules: rules(
          of(everybody, 'minimum: 95%'),
          '{id: members, measure: mfaRegistered, segment: members, minimum: 95%}',
        ),
        environment: { MFA_GATE_PACE: 'off', MFA_GATE_TIMEOUT: hangs ? '1s' : '20s' },
      })
      assert.equal(ran.exitCode, harmless.has(kind) ? 0 : 3, ran.stdout + ran.stderr)
      if (!harmless.has(kind)) {
        assert.match(ran.stdout, /✗ team \[mandatory, high\] Could not determine: /)
        assert.match(ran.stdout, spoilt[kind] ?? /To do: /)
      }
      if (!hangs) assert.match(ran.stdout, /✓ members/)
      const carried = tenant.requests.filter(
        ({ path, bearer }) => bearer && !/\/v1\.0\/(groups|reports)\//.test(path),
      )
      assert.deepEqual(carried, [])
    })
  }

  it('that is over soon is got over', async () => {
    const faults =
      '{on: directory, kind: skip-token-400, times: 2}, {on: directory, kind: reset, after: 4, times: 1}'
    await using tenant = await startTenant(loadScenario(scenario({ faults })))
    const ran = await run(tenant, rules(of(everybody, 'minimum: 95%')))
    assert.match(ran.stdout, /2,390 of 2,500 users of the group.*3 pages, 2,500 users/s)
    assert.equal(ran.exitCode, 0)
  })
})

describe('Groups in reports', () => {
  const document = `exclusions: {accounts: [{kind: group, group: ${circle}, reason: robots}]}\n${rules(of(everybody, 'minimum: 99%'), of(gone, 'minimum: 1%', 'gone'))}`
  for (const format of [
    'text',
    'json',
    'markdown',
    'html',
    'junit',
    'sarif',
    'csv',
    'github',
    'gitlab',
    'azure-devops',
    'ocsf',
  ]) {
    it(`are shown by their id, and no user is: ${format}`, async () => {
      await using tenant = await startTenant(loadScenario(scenario()))
      const { stdout, exitCode } = await run(tenant, document, ['--format', format])
      assert.equal(exitCode, 1)
      assert.ok(stdout.includes(everybody ?? ''), stdout)
      assert.match(stdout, /none of the 3 users of the group/)
      if (format !== 'csv') assert.match(stdout, /6 by group \(robots\)|Users of a group/)
      assert.doesNotMatch(stdout, /u\d@contoso/)
    })
  }

  it('have their members without a row in json and csv', async () => {
    await using tenant = await startTenant(loadScenario(scenario()))
    const json = await run(tenant, rules(of(team)), ['--format', 'json'])
    const report = JSON.parse(json.stdout) as {
      verdicts: readonly { reading: { withoutRow: number; segment: string } }[]
    }
    assert.equal(report.verdicts[0]?.reading.withoutRow, 2)
    assert.equal(report.verdicts[0].reading.segment, `group:${team}`)
    const csv = await run(tenant, rules(of(team)), ['--format', 'csv'])
    assert.match(csv.stdout, /,without_row\r\n.*,2\r\n/)
  })
})
