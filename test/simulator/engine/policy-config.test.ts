import assert from 'node:assert/strict'
import {
  parsePackConfig,
  type PolicyConfig,
  type PolicyInfo,
  reconcile,
} from '../../../src/simulator/engine/packs/policy-config.ts'

const policies: readonly PolicyInfo[] = [
  {
    name: 'first',
    level: 'mandatory',
    schema: {
      properties: { minimum: { type: 'string', default: '90%' }, note: { type: 'string' } },
      required: [],
    },
  },
  { name: 'second', level: 'advisory' },
]

const first: PolicyConfig = { level: 'mandatory', properties: { minimum: '90%' } }
const second: PolicyConfig = { level: 'advisory' }

describe('the configuration of a pack', () => {
  const rows: readonly (readonly [string, string, Readonly<Record<string, PolicyConfig>>])[] = [
    ['starts from the levels of the policies and the defaults of their schemas', '', { first, second }],
    ['takes a level alone', '{"first": "disabled"}', { first: { ...first, level: 'disabled' }, second }],
    [
      'lays properties over the defaults and keeps the level',
      '{"first": {"note": "x"}}',
      { first: { level: 'mandatory', properties: { minimum: '90%', note: 'x' } }, second },
    ],
    [
      'gives every policy the level of `all`, which stays in it as a name',
      '{"all": "advisory"}',
      { first: { ...first, level: 'advisory' }, second, all: { level: 'advisory' } },
    ],
    [
      'lets a policy differ from `all`, whatever the order',
      '{"second": "mandatory", "all": "disabled"}',
      { first: { ...first, level: 'disabled' }, second: { level: 'mandatory' }, all: { level: 'disabled' } },
    ],
    [
      'keeps a name nobody knows',
      '{"third": {"enforcementLevel": "advisory", "x": 1}}',
      { first, second, third: { level: 'advisory', properties: { x: 1 } } },
    ],
    [
      'has no level for a name nobody knows that brings none',
      '{"third": {"x": 1}}',
      {
        first,
        second,
        third: { properties: { x: 1 } },
      },
    ],
    ['leaves out what is empty', '{"third": {}, "environments": []}', { first, second }],
  ]
  for (const [title, text, expected] of rows) {
    it(title, () => {
      const config = reconcile(policies, parsePackConfig('pack', text))
      assert.deepEqual(Object.fromEntries(config), expected)
    })
  }
})

describe('a configuration file is refused', () => {
  const rows = [
    ['{"p": "mandatry"}', 'parsing enforcement level for "p": "mandatry" is not a valid enforcement level'],
    [
      '{"p": {"enforcementLevel": 3}}',
      'parsing enforcement level for "p": 3 is not a valid enforcement level; must be a string',
    ],
    ['{"p": 7}', 'parsing "p": 7 is not a valid value; must be a string or object'],
    ['{"p": null}', 'parsing "p": <nil> is not a valid value; must be a string or object'],
    [
      '{"environments": ["a/b"]}',
      'policy pack at "pack" specifies ESC environments but the current backend does not support them',
    ],
    // CLI 3.260 knows neither a version nor exceptions, and says the one or the other.
    [
      '{"version": 2, "policies": {}}',
      'parsing "version": 2 is not a valid value; must be a string or object',
    ],
    [
      '{"policies": {}, "exceptions": []}',
      'parsing "exceptions": [] is not a valid value; must be a string or object',
    ],
    ['[1]', 'the policy pack configuration must be a JSON object'],
  ] as const
  for (const [text, message] of rows) {
    it(`for ${text}`, () => assert.throws(() => parsePackConfig('pack', text), { message }))
  }
})
