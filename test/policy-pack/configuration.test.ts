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
  [
    'a policy with another name altogether',
    'zzz',
    {},
    /^there is no policy "zzz"; allowed: mfa-registered, mfa-gate-tenant$/,
  ],
  [
    'a key that does not exist',
    'mfa-registered',
    { minimun: 1 },
    /\(\/mfa-registered\/minimun\): unknown key "minimun"; did you mean "minimum"\?/,
  ],
  ['an id, which names the policy', 'mfa-registered', { id: 'x' }, /unknown key "id"/],
  ['a minimum of 95', 'mfa-registered', { minimum: 95 }, /was 95 % meant\?/],
  ['a minimum of "0.95%"', 'mfa-registered', { minimum: '0.95%' }, /less than one percent/],
  ['a minimum that is nothing', 'mfa-registered', { minimum: null }, /minimum null is not a ratio/],
  ['a minimum of 95 for all', 'all', { minimum: 95 }, /\(\/all\/minimum\): .*was 95 % meant\?/],
  ['a key for all that does not exist', 'all', { minimun: 1 }, /\(\/all\/minimun\): unknown key "minimun"/],
  [
    'a group that is no id',
    'mfa-registered',
    { segment: { group: 'crew' } },
    /\(\/mfa-registered\/segment\/group\): group "crew" is not allowed: Object id of a group/,
  ],
  ['a segment that does not exist', 'mfa-registered', { segment: 'member' }, /did you mean "members"\?/],
  ['a measure that does not exist', 'mfa-registered', { measure: 'mfa' }, /measure "mfa" is unknown/],
]

const group = '11111111-0000-4000-8000-000000000000'

/** What the engine sends, and what the one policy of the built-in rules is told. */
const handedOn: readonly [title: string, sent: Parameters<typeof apply>[1], expected: PolicyOverride][] = [
  [
    'a group as a segment',
    [{ name: 'mfa-registered', level: 1, properties: { segment: { group } } }],
    { level: 'mandatory', byAll: false, config: { segment: { group } } },
  ],
  [
    'a level and a property',
    [{ name: 'mfa-registered', level: 3, properties: { minimum: 0.9 } }],
    { level: 'remediate', byAll: false, config: { minimum: 0.9 } },
  ],
  [
    'what is said of all policies holds for each',
    [
      { name: 'all', level: 1, properties: { minimum: '99%', maxAge: '1h' } },
      { name: 'mfa-registered', level: 1, properties: {} },
    ],
    { level: 'mandatory', byAll: true, config: { minimum: '99%', maxAge: '1h' } },
  ],
  [
    'what is said of one policy goes before what is said of all',
    [
      { name: 'mfa-registered', level: 0, properties: { minimum: '90%' } },
      { name: 'all', level: 1, properties: { minimum: '99%', maxAge: '1h' } },
    ],
    { level: 'advisory', byAll: true, config: { minimum: '90%', maxAge: '1h' } },
  ],
]

describe('the configuration of the pack', () => {
  for (const [title, name, properties, sentence] of refused) {
    it(`refuses ${title}`, () => {
      const problems = apply(packOf({}, '/'), [{ name, level: mandatory, properties }])
      assert.equal(problems.length, 1)
      assert.match(problems[0]!, sentence)
    })
  }

  for (const [title, sent, expected] of handedOn) {
    it(`is handed on: ${title}`, () => {
      let given: ReadonlyMap<string, PolicyOverride> = new Map()
      const configure = (overrides: typeof given): readonly string[] => {
        given = overrides
        return []
      }
      const pack = { ...packOf({}, '/'), configure }
      assert.deepEqual(apply(pack, sent), [])
      assert.deepEqual([...given], [['mfa-registered', expected]])
    })
  }

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
