import assert from 'node:assert/strict'
import { apply } from '../../policy-pack/configuration.ts'
import type { PolicyOverride } from '../../policy-pack/override.ts'
import { packOf } from '../../policy-pack/pack.ts'

const mandatory = 1

/** What the engine sends for one policy, and what the pack says to it. */
const refused: readonly [
  title: string,
  name: string,
  properties: Record<string, unknown>,
  sentence: RegExp,
][] = [
  [
    'a policy that does not exist',
    'mfa-registerd',
    {},
    /^there is no policy "mfa-registerd"; did you mean "mfa-registered"\?$/,
  ],
  ['a policy with another name altogether', 'zzz', {}, /^there is no policy "zzz"; allowed: mfa-registered$/],
  [
    'a key that does not exist',
    'mfa-registered',
    { minimun: 1 },
    /\(\/mfa-registered\/minimun\): unknown key "minimun"; did you mean "minimum"\?/,
  ],
  ['an id, which names the policy', 'mfa-registered', { id: 'x' }, /unknown key "id"/],
  ['a minimum of 95', 'mfa-registered', { minimum: 95 }, /was 95 % meant\?/],
  ['a minimum of "0.95%"', 'mfa-registered', { minimum: '0.95%' }, /less than one percent/],
  ['a minimum that is nothing', 'mfa-registered', { minimum: null }, /minimum null is no ratio/],
  ['a measure that does not exist', 'mfa-registered', { measure: 'mfa' }, /measure "mfa" is unknown/],
]

describe('the configuration of the pack', () => {
  for (const [title, name, properties, sentence] of refused) {
    it(`refuses ${title}`, () => {
      const problems = apply(packOf({}, '/'), [{ name, level: mandatory, properties }])
      assert.equal(problems.length, 1)
      assert.match(problems[0]!, sentence)
    })
  }

  it('is handed on with its level when it is right', () => {
    let given: ReadonlyMap<string, PolicyOverride> = new Map()
    const pack = { ...packOf({}, '/'), configure: (overrides: typeof given) => void (given = overrides) }
    const sent = [
      { name: 'all', level: 0, properties: {} },
      { name: 'mfa-registered', level: 3, properties: { minimum: 0.9 } },
    ]
    assert.deepEqual(apply(pack, sent), [])
    assert.deepEqual([...given], [['mfa-registered', { level: 'mandatory', config: { minimum: 0.9 } }]])
  })

  it('is not asked for by name when the rules could not be read, so that the reason is told instead', () => {
    const pack = packOf({ MFA_GATE_RULES: 'nowhere.yaml' }, '/')
    assert.deepEqual(apply(pack, [{ name: 'mfa-registered', level: mandatory, properties: {} }]), [])
    assert.deepEqual(
      pack.policies.map(({ name }) => name),
      ['mfa-gate-settings'],
    )
  })

  for (const [title, environment] of [
    ['a misspelt setting', { MFA_GATE_RULE: 'strict.yaml' }],
    ['an empty setting', { MFA_GATE_RULES: '' }],
  ] as const) {
    it(`is one refusing policy with ${title}, not the built-in rules`, () => {
      assert.deepEqual(
        packOf(environment, '/').policies.map(({ name }) => name),
        ['mfa-gate-settings'],
      )
    })
  }
})
