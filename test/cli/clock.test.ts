import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const plain = 'rules: [{ id: r, measure: mfaRegistered, minimum: 50% }]'
const ramp = `rules:
  - id: r
    measure: mfaRegistered
    minimum: [{ from: 2020-01-01, minimum: 50% }, { from: 2099-01-01, minimum: 90% }]
`
const waived = `${plain.replace('50%', '99%')}
waivers: [{ rule: r, stack: "*/*/*", reason: r, owner: o, ticket: t, created: 2026-01-01, expires: 2099-12-31 }]
`
/** A waiver that also lets a deployment go on when nothing could be read. */
const unread = waived.replace('reason: r', 'covers: [violation, undetermined], reason: r')
const off = /clock of this machine is over 2[34] hours (ahead of|behind) that of login and Graph/

/** The embedded tenant's Date is a day off, which is what a gate sees whose own clock is. */
const rows: readonly [title: string, rules: string, fault: string | undefined, exit: number, says: RegExp][] =
  [
    [
      'a ramp, and Graph is a day ahead',
      ramp,
      'report:date-day-ahead',
      3,
      /behind .+which step of the rule's ramp/,
    ],
    ['a ramp, and Graph is a day behind', ramp, 'report:date-day-behind', 3, /ahead of .+which step/],
    [
      'a ramp, and the login is a day ahead',
      ramp,
      'login:date-day-ahead',
      3,
      /which step of the rule's ramp/,
    ],
    [
      'a waiver, and Graph is a day ahead',
      waived,
      'report:date-day-ahead',
      3,
      /whether its waiver is in force/,
    ],
    [
      'a waiver, and the login is a day behind',
      waived,
      'login:date-day-behind',
      3,
      /whether its waiver is in force/,
    ],
    [
      'a waiver, and Graph refuses, and the login is a day behind',
      unread,
      'login:date-day-behind report:role-403',
      3,
      /whether its waiver is in force/,
    ],
    ['a waiver, Graph refuses and the clocks agree', unread, 'report:role-403', 0, /Waived: /],
    [
      'nothing of time, and Graph is a day behind',
      plain,
      'report:date-day-behind',
      0,
      /Warning: the clock of this/,
    ],
    [
      'nothing of time, and the login is a day ahead',
      plain,
      'login:date-day-ahead',
      0,
      /Warning: the clock of this/,
    ],
    ['a ramp, and Graph tells no time', ramp, 'report:no-date', 0, /^✓/],
    ['a ramp, and the clocks agree', ramp, undefined, 0, /^✓/],
    ['a waiver, and the clocks agree', waived, undefined, 0, /Waived: /],
  ]

describe('the clock of the gate', () => {
  for (const [title, rules, fault, exit, says] of rows) {
    it(`${exit === 3 ? 'determines nothing' : 'lets pass'} where a rule hangs on ${title}`, async () => {
      const faults = fault?.split(' ') ?? []
      await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 60, faults }))
      const { exitCode, stdout, stderr } = await runCheck(tenant, {
        rules,
        args: ['--stack', 'a/b/c', '--no-tags'],
      })
      assert.equal(exitCode, exit, stdout + stderr)
      assert.match(stdout, says)
      assert.equal(off.test(stdout), fault?.includes('date-day') === true)
    })
  }
})
