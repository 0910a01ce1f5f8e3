import assert from 'node:assert/strict'
import fc from 'fast-check'
import { loadScenario, scenarioFromOptions, ScenarioError } from '../../../src/simulator/tenant/index.ts'

const refusedFiles = [
  {
    title: 'a misspelt key',
    text: 'popultion: 3\npopulation: 3\ncounts: {}',
    says: ['$.popultion is not a key of a scenario; remove it or correct its spelling.'],
  },
  { title: 'a missing population', text: 'counts: {}', says: ['$.population is missing.'] },
  { title: 'an empty file', text: '', says: ['$ must be a mapping of keys to values.'] },
  {
    title: 'a count that is no whole number, and one below zero',
    text: 'population: 3\ncounts: {mfaRegistered: 1.5, enabled: -1}',
    says: ['$.counts.enabled must be at least 0.', '$.counts.mfaRegistered must be a whole number.'],
  },
  {
    title: 'a status that Graph does not have',
    text: 'population: 3\ncounts: {mfaCapable: 1}',
    says: ['$.counts.mfaCapable is not a key of a scenario; remove it or correct its spelling.'],
  },
  {
    title: 'a fault in a place that does not exist',
    text: 'population: 3\ncounts: {}\nfaults: [{on: graph, kind: hang}]',
    says: [
      '$.faults[0].on must be one of login, issuer, report, details, summary, signIns, directory, connection, proxy.',
    ],
  },
  {
    title: 'a fault that lasts no time at all',
    text: 'population: 3\ncounts: {}\nfaults: [{on: report, kind: hang, times: 0}]',
    says: ['$.faults[0].times must be at least 1.'],
  },
  {
    title: 'groups that cannot be',
    text: 'population: 3\ncounts: {}\ngroups: [{id: 00000000-0000-4000-8000-000000000001, users: 4, accounts: [anna], groups: [00000000-0000-4000-8000-000000000002]}]',
    says: [
      '$.groups[0].users is more than $.population.',
      '$.groups[0].accounts names anna, who is not in $.users.accounts.',
      '$.groups[0].groups names 00000000-0000-4000-8000-000000000002, which is not there.',
    ],
  },
  {
    title: 'text that is neither YAML nor JSON',
    text: 'population: [3',
    says: [/^Line 1, column \d+ is not valid YAML or JSON: /],
  },
]

describe('A scenario file', () => {
  for (const { title, text, says } of refusedFiles) {
    it(`is refused for ${title}, one sentence per problem`, () => {
      assert.throws(
        () => loadScenario(text),
        (error) => {
          assert.ok(error instanceof ScenarioError)
          assert.equal(error.problems.length, says.length)
          for (const [index, expected] of says.entries()) {
            const problem: string = error.problems[index] ?? ''
            if (typeof expected === 'string') assert.equal(problem, expected)
            else assert.match(problem, expected)
          }
          return true
        },
      )
    })
  }

  it('is refused for a fault of the report put on the login, with the nearest of what can happen there', () => {
    const text = 'population: 3\ncounts: {}\nfaults: [{on: login, kind: licence-403}]'
    assert.throws(
      () => loadScenario(text),
      /^ScenarioError: \$\.faults\[0\]\.kind "licence-403" is none of the \d+ faults of login; near it are .*--list-faults/,
    )
  })

  it('needs only the population and the counts, as YAML or as JSON', () => {
    const expected = { population: 3, counts: {}, permissions: ['Reports.Read.All'], faults: [] }
    assert.deepEqual(loadScenario('population: 3\ncounts: {}'), expected)
    assert.deepEqual(loadScenario('{"population": 3, "counts": {}}'), expected)
  })
})

describe('A scenario from the command line', () => {
  it('takes registered for mfaRegistered, and gives the other statuses other numbers', () => {
    assert.deepEqual(scenarioFromOptions({ population: 23_123, registered: 33 }).counts, {
      registered: 11_578,
      enabled: 23_123,
      capable: 5805,
      mfaRegistered: 33,
    })
  })

  it('never derives a count below mfaRegistered or, when that fits in it, above the population', () => {
    const count = fc.integer({ min: 0, max: 1_000_000_000 })
    fc.assert(
      fc.property(count, count, (population, registered) => {
        const { counts } = scenarioFromOptions({ population, registered })
        for (const value of [counts.registered, counts.enabled, counts.capable]) {
          assert.ok(value !== undefined && value >= registered && value <= Math.max(population, registered))
        }
      }),
      { numRuns: 20 },
    )
  })

  it('reads faults as on:kind and on:kind:times', () => {
    const { faults } = scenarioFromOptions({
      population: 1,
      registered: 1,
      faults: ['report:throttle-429:2', 'login:hang'],
    })
    assert.deepEqual(faults, [
      { on: 'report', kind: 'throttle-429', times: 2 },
      { on: 'login', kind: 'hang' },
    ])
  })

  it('refuses a fault that is not written so', () => {
    assert.throws(
      () => scenarioFromOptions({ population: 1, registered: 1, faults: ['hang'] }),
      /The fault "hang" must be written on:kind or on:kind:times/,
    )
  })

  it('refuses half a user', () => {
    assert.throws(
      () => scenarioFromOptions({ population: 1.5, registered: 1 }),
      /\$\.population must be a whole number\./,
    )
  })
})
