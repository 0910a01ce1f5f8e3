import assert from 'node:assert/strict'
import { policyConfigProperties } from '../../policy-pack/config-schema.ts'
import { changes, lockOf, loosened } from '../../src/rules/lock.ts'
import { policyConfigSchema } from '../../src/schemas/policy-config.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { stackOverrideSchema } from '../../src/schemas/stack-override.ts'

const rule: RuleEntry = {
  id: 'mfa',
  measure: 'mfaRegistered',
  segment: 'admins',
  minimum: '90%',
  waivable: false,
}
const ramp = [
  { from: '2026-01-01', minimum: '70%' },
  { from: '2027-01-01', minimum: '95%' },
]
type Row = readonly [change: Partial<RuleEntry>, from?: Partial<RuleEntry>]

const looser: readonly Row[] = [
  [{ enforcement: 'advisory' }],
  [{ enforcement: 'disabled' }],
  [{ enforcement: 'disabled' }, { enforcement: 'advisory' }],
  [{ measure: 'ssprEnabled' }],
  [{ segment: 'all' }],
  [{ segment: 'guests' }],
  [{ onEmpty: 'pass' }],
  [{ onEmpty: 'fail' }, { onEmpty: 'undetermined' }],
  [{ minimum: 0 }],
  [{ minimum: '89.999999%' }],
  [{ minimum: ramp }],
  [{ minimum: '94%' }, { minimum: ramp }],
  [{ minimum: [{ from: '2026-01-01', minimum: '95%' }] }],
  [{ minimum: [{ from: '2026-01-01', minimum: '80%' }] }, { minimum: ramp }],
  [{ minimum: [{ from: '2026-06-01', minimum: '99%' }] }, { minimum: ramp }],
  [{ warnDays: 29 }],
  [{ noDropMoreThan: '3%' }, { noDropMoreThan: '2%' }],
  [{ noDropMoreThan: '1%' }, { noDropMoreThan: '2%', onUndetermined: 'warn' }],
  [{ noDropMoreThan: '2%' }, { waivable: true, locked: true }],
  [{ minPopulation: 19 }, { minPopulation: 20 }],
  [{ minPopulation: 1_000_000 }, { onUndetermined: 'warn' }],
  [{ minPopulation: 1_000_000 }, { waivable: true, locked: true }],
  [{ maxAge: '25h' }],
  [{ maxAge: '1m' }, { onUndetermined: 'warn' }],
  [{ severity: 'medium' }],
  [{ onUndetermined: 'warn' }],
]

const tighter: readonly Row[] = [
  [{}],
  [{ enforcement: 'mandatory' }, { enforcement: 'disabled' }],
  [{ measure: 'mfaRegistered', segment: 'admins', onEmpty: 'undetermined', minimum: 0.9 }],
  [{ minimum: '100%' }],
  [{ minimum: '95%' }, { minimum: ramp }],
  [
    { minimum: [{ from: '2026-02-01', minimum: '96%' }] },
    { minimum: [{ from: '2026-02-01', minimum: '95%' }] },
  ],
  [
    {
      minimum: [
        { from: '2026-01-01', minimum: '70%' },
        { from: '2026-06-01', minimum: '95%' },
      ],
    },
    { minimum: ramp },
  ],
  [{ warnDays: 31 }],
  [{ noDropMoreThan: '1%' }, { noDropMoreThan: '2%' }],
  [{ noDropMoreThan: '2%' }],
  [{ minPopulation: 21 }, { minPopulation: 20 }],
  [{ minPopulation: 21, onUndetermined: 'fail' }, { onUndetermined: 'warn' }],
  [{ maxAge: '1h' }],
  [{ severity: 'critical' }],
  [{ description: 'Anything.' }],
  [{ onUndetermined: 'fail' }, { onUndetermined: 'warn' }],
]

describe('a locked rule', () => {
  for (const [change, from = {}] of looser) {
    it(`is loosened by ${JSON.stringify(change)} of ${JSON.stringify(from)}`, () => {
      assert.deepEqual(loosened({ ...rule, ...from }, change), Object.keys(change))
    })
  }
  for (const [change, from = {}] of tighter) {
    it(`is not loosened by ${JSON.stringify(change)} of ${JSON.stringify(from)}`, () => {
      assert.deepEqual(loosened({ ...rule, ...from }, change), [])
    })
  }

  for (const [lock, entry, document] of [
    [undefined, {}, {}],
    ['waivable: false', { waivable: false }, {}],
    [undefined, { waivable: false, locked: false }, {}],
    [undefined, { waivable: false }, { locked: false }],
    ['locked: true', { locked: true }, {}],
    ['locked: true', {}, { locked: true }],
    [undefined, { locked: false }, { locked: true }],
    ['locked: true', { locked: true }, { locked: false }],
  ] as const) {
    it(`is ${lock ?? 'none'} with ${JSON.stringify(entry)} in ${JSON.stringify(document)}`, () => {
      const { waivable: _, ...open } = rule
      assert.equal(lockOf({ ...open, ...entry }, document), lock)
    })
  }
})

describe('the list of what policy configuration may change', () => {
  const { enforcement: _, ...configurable } = changes

  it("has what its schema has, and Pulumi's own level", () => {
    assert.deepEqual(Object.keys(configurable).sort(), Object.keys(policyConfigSchema.properties).sort())
    assert.deepEqual(Object.keys(configurable).sort(), Object.keys(policyConfigProperties).sort())
  })

  it('has whatever an entry of stacks: may change', () => {
    const about = ['stack', 'tags', 'rules', 'organization', 'project']
    const printed = Object.keys(stackOverrideSchema.properties).filter((key) => !about.includes(key))
    assert.deepEqual(
      printed.filter((key) => !Object.hasOwn(changes, key)),
      [],
    )
  })
})
