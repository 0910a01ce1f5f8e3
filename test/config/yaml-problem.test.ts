import assert from 'node:assert/strict'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { parseTenants } from '../../src/config/tenants-text.ts'
import { computing } from '../support/computing.ts'

const rule = 'rules:\n  - { id: a, measure: mfaRegistered, minimum: 95% }\n'

function problemsOf(text: string): readonly string[] {
  try {
    parseRulesText(text, 'r.yaml')
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error))
    return error.problems
  }
}

const misread: readonly (readonly [title: string, text: string, says: RegExp])[] = [
  [
    'a pattern without quotes',
    `${rule}stacks:\n  - stack: */*/dev\n`,
    /^r\.yaml:4:12: .*begins with \* is a YAML alias; put it in quotes, as in "\*\/\*\/dev"$/,
  ],
  [
    'a star without quotes',
    `${rule}stacks:\n  - stack: *\n`,
    /^r\.yaml:4:\d+: .*put it in quotes, as in "\*"$/,
  ],
  [
    'a merge',
    `${rule}x: &x { a: b }\ny:\n  <<: *x\n`,
    /^r\.yaml:5:3: .*"<<".* is not supported; write the keys out$/,
  ],
  ['two documents', `${rule}---\n${rule}`, /^r\.yaml:3:1: .*a second document begins here \(---\); keep one/],
  ['a template', 'rules:\n  - id: {{ name }}\n', /^r\.yaml:2:10: .*in quotes, as in "\{\{ name \}\}"$/],
  ['a list as a key', '? [a]\n: 1\n', /^r\.yaml:1:3: .*is used as a key/],
  ['an alias as a key', 'a: &x b\n*x : 1\n', /^r\.yaml:2:1: .*alias is used as a key/],
  [
    'an alias within itself',
    'rules: &a [*a]\n',
    /^r\.yaml:1:12: .*alias is part of the value that it repeats/,
  ],
  ['a tag', 'rules: !all x\n', /^r\.yaml:1:8: .*begins with ! is a YAML tag; put it in quotes/],
  ['tabs', 'rules:\n\t- id: a\n', /^r\.yaml:2:1: .*tabs are not allowed as indentation; write spaces/],
  ['a key twice', 'rules: []\nrules: []\n', /^r\.yaml:2:1: .*the key "rules" is there twice; keep one/],
  ['lists within lists', `a: ${'['.repeat(100_000)}`, /^r\.yaml:1:504: .*nested too deeply/],
  ['mappings within mappings', '{"a":'.repeat(5_000), /^r\.yaml:1:2501: .*nested too deeply/],
  ['questions', '? '.repeat(20_000), /nested too deeply/],
  ['dashes', '- '.repeat(20_000), /nested too deeply|must be a mapping/],
  ['aliases without end', `a: &a [1]\nb: [${'*a,'.repeat(200)}1]`, /^r\.yaml:2:305: .*too many YAML aliases/],
]

describe('YAML that is read in another way than it was meant', () => {
  for (const [title, text, says] of misread) {
    it(`is refused for ${title}, in one sentence with its line and what to write`, () => {
      const problems = problemsOf(text)
      assert.equal(problems.length, 1)
      assert.match(problems[0] ?? '', says)
    })
  }

  it('may use aliases', () => {
    assert.deepEqual(
      problemsOf(
        'rules: [{ id: a, measure: &m mfaRegistered, minimum: 95% }, { id: b, measure: *m, minimum: 0.9 }]',
      ),
      [],
    )
  })
})

const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('\n')

const large: readonly (readonly [title: string, text: string, more: string | undefined])[] = [
  ['10,000 unknown keys', rule + many(10_000, (index) => `k${index}: 1`), '9,980'],
  [
    '5,000 bad rules',
    `rules:\n${many(5_000, (index) => `  - { id: r${index}, measure: x, minimum: 95% }`)}`,
    '4,981',
  ],
  [
    'bad minimums',
    `rules:\n${many(100, (index) => `  - { id: r${index}, measure: mfaRegistered, minimum: 9500% }`)}`,
    '80',
  ],
  [
    'waivers of no rule',
    `${rule}waivers:\n${many(
      500,
      () =>
        '  - { rule: x, stack: a/b/c, reason: "because of that", owner: o, ticket: T-1, created: 2026-01-01, expires: 2026-01-02 }',
    )}`,
    '480',
  ],
  ['a long id', `rules: [{ id: "${'x'.repeat(500_000)}", measure: mfaRegistered, minimum: 95% }]`, undefined],
  [
    'a long minimum',
    `rules: [{ id: a, measure: mfaRegistered, minimum: "0.${'9'.repeat(900_000)}%" }]`,
    undefined,
  ],
  ['a long word', `rules: [{ id: a, measure: "${'x'.repeat(500_000)}", minimum: 95% }]`, undefined],
  ['a long key', `{ "rules": [], "${'x'.repeat(500_000)}": 1 }`, undefined],
  ['a long syntax error', `rules: []\n- "${'x'.repeat(500_000)}"`, undefined],
]

describe('A large document in which much is wrong', () => {
  for (const [title, text, more] of large) {
    it(`has at most 20 problems shown, and those briefly: ${title}`, () => {
      let problems: readonly string[] = []
      const spent = computing(() => {
        problems = problemsOf(text)
      })
      assert.ok(problems.length > 0 && problems.length <= 21)
      assert.ok(problems.join('\n').length < 10_000)
      if (more !== undefined) {
        assert.equal(problems.length, 21)
        assert.ok(
          problems.at(-1)?.endsWith(`and ${more} more problems; correct these first`),
          problems.at(-1),
        )
      }
      assert.ok(spent < 2_000, `${spent} ms`)
    })
  }

  /** A megabyte of each, which the library takes up to a minute for. */
  const parts = {
    commas: 'tenants: [' + ','.repeat(900_000) + ']',
    brackets: 'tenants: [' + '{},'.repeat(300_000) + ']',
    errors: ': }\n'.repeat(200_000),
    tabs: 'tenants:\n' + '\t- x\n'.repeat(150_000),
    keys: 'a: 1\n'.repeat(150_000),
    anchors: '&a '.repeat(300_000),
    tags: '!a '.repeat(300_000),
    words: '"" '.repeat(300_000),
    quotes: `tenants: ${'""'.repeat(400_000)}`,
    dashes: '- '.repeat(450_000),
  } as const
  for (const [title, text] of Object.entries(parts)) {
    it(`is refused for its size before it takes long: ${title}`, () => {
      const spent = computing(() => {
        assert.throws(() => parseTenants(text, 't.yaml'), /t\.yaml:\d+:\d+: .*more than 120000 line ends/)
      })
      assert.ok(spent < 1_000, `${spent} ms`)
    })
  }

  it('may have five thousand tenants that sign in by secrets of their own', () => {
    const id = (index: number): string => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`
    const text = many(
      5_000,
      (index) =>
        `  - tenant: ${id(index)}\n    name: Tenant ${index}\n    credential:\n      clientId: ${id(index)}\n      secretFrom: {env: SECRET_${index}}`,
    )
    assert.equal(parseTenants(`tenants:\n${text}`, 't.yaml').value.tenants.length, 5_000)
  })

  it('has no library warn on stderr with its words', () => {
    const warned: unknown[] = []
    const note = (warning: unknown): unknown => warned.push(warning)
    process.on('warning', note)
    assert.throws(() => parseTenants('tenants: [{ credential: { secretFrom: {{hunter2}} } }]', 't.yaml'))
    return new Promise((resolve) => setImmediate(resolve)).then(() => {
      process.off('warning', note)
      assert.deepEqual(warned, [])
    })
  })
})
