import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseTenants } from '../../src/config/tenants-text.ts'

function problemsOf(text: string): readonly string[] {
  try {
    parseTenants(text, 't.yaml')
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error))
    return error.problems
  }
}

const id = '00000000-0000-4000-8000-000000000001'
const app = '00000000-0000-4000-8000-0000000000aa'
const oneTenant = (rest: string): string => `tenants:\n  - tenant: contoso.example\n${rest}`
const credential = (rest: string): string => oneTenant(`    credential: { clientId: ${app}, ${rest} }\n`)

const wrong: readonly (readonly [string, string, RegExp])[] = [
  ['no tenants', 'tenants: []\n', /^t\.yaml:1:10 \(\/tenants\): tenants is empty/],
  [
    'a misspelt key',
    oneTenant('    cluod: public\n'),
    /:3:5 \(\/tenants\/0\/cluod\): unknown key "cluod"; did you mean "cloud"\?/,
  ],
  ['no tenant', 'tenants:\n  - name: Contoso\n', /lacks "tenant"; add it/],
  [
    'neither id nor domain',
    'tenants:\n  - tenant: contoso\n',
    /tenant "contoso" is neither an id \(a GUID\) nor a domain/,
  ],
  [
    'an unknown cloud',
    oneTenant('    cloud: bundescloud\n'),
    /cloud "bundescloud" is unknown; allowed: public, usgovernment/,
  ],
  [
    'a tenant twice, in other letters',
    `tenants:\n  - tenant: A.example\n  - tenant: a.EXAMPLE\n`,
    /:3:13 \(\/tenants\/1\/tenant\): tenant "a\.EXAMPLE" is taken by entry 0/,
  ],
  [
    'a name twice',
    `tenants:\n  - { tenant: a.example, name: A }\n  - { tenant: b.example, name: a }\n`,
    /name "a" is taken by entry 0/,
  ],
  [
    'an app that is no GUID',
    oneTenant('    credential: { clientId: my-app }\n'),
    /clientId "\[not shown\]" is not allowed: The app that signs in, as a GUID/,
  ],
  [
    'two proofs',
    credential('secretFrom: { env: A_SECRET }, certificateFrom: { file: a.pem }'),
    /has secretFrom and certificateFrom; an app signs in in one way/,
  ],
  [
    'a place that is two',
    credential('secretFrom: { env: A_SECRET, file: a }'),
    /secretFrom needs "env" or "file", one of them/,
  ],
  ['a place that is none', credential('secretFrom: {}'), /secretFrom needs "env" or "file", one of them/],
  [
    'a password of nothing',
    credential('certificatePasswordFrom: { env: A_PASSWORD }'),
    /add "certificateFrom"/,
  ],
  [
    'the secret itself',
    credential('secret: hunter2hunter2'),
    /\(\/tenants\/0\/credential\/\[not shown\]\): unknown key \[not shown\]; allowed: clientId, secretFrom/,
  ],
  [
    'a secret in place of its whereabouts',
    credential('secretFrom: hunter2hunter2'),
    /secretFrom must be a mapping of keys to values, not "\[not shown\]"/,
  ],
  [
    'a secret as the name of a variable',
    credential('secretFrom: { env: hunter2hunter2 }'),
    /env "\[not shown\]" is not allowed: The name of an environment variable/,
  ],
]

describe('a tenants document', () => {
  for (const [title, text, sentence] of wrong) {
    it(`with ${title} is refused with file, line and path`, () => {
      const problems = problemsOf(text).join('\n')
      assert.match(problems, sentence)
      assert.match(problems, /^t\.yaml:\d+:\d+ \(\//)
      assert.ok(!problems.includes('hunter2'), problems)
    })
  }

  it('may give everything', () => {
    const text = `tenants:
  - tenant: ${id}
    name: Contoso
    cloud: usgovernment
    rules: contoso.yaml
    tags: { region: eu }
    credential: { clientId: ${app}, certificateFrom: { env: CONTOSO_PFX }, certificatePasswordFrom: { file: p } }
  - tenant: fabrikam.example
`
    assert.equal(parseTenants(text, 't.yaml').value.tenants.length, 2)
  })

  it('never has a text that stands under credential repeated, whatever is wrong with it', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9~._-]{12,40}$/)
    const key = fc.constantFrom('secretFrom', 'certificateFrom', 'federatedTokenFrom', 'clientId', 'secrets')
    fc.assert(
      fc.property(secret, key, fc.boolean(), (value, name, nested) => {
        const given = nested ? { env: `${value}~` } : value
        const text = JSON.stringify({ tenants: [{ tenant: 'a.example', credential: { [name]: given } }] })
        const problems = problemsOf(text)
        assert.ok(problems.length > 0)
        assert.ok(!problems.join('\n').includes(value), problems.join('\n'))
      }),
    )
  })

  const unquoted = [
    'secretFrom: {{hunter2}}',
    'secretFrom: {hunter2}',
    'secretFrom: {hunter2: 1}',
    'secretFrom: [hunter2]',
    'secretFrom: {? hunter2}',
    '? {hunter2: 1}\n      : 1',
    'hunter2: hunter2',
    '{hunter2: {hunter2: hunter2}}',
    'hunter2: 1\n      hunter2: 2',
    'secretFrom: &hunter2 [*hunter2]',
    '<<: hunter2',
  ]
  for (const text of unquoted) {
    it(`never has a key that stands under credential repeated: ${JSON.stringify(text)}`, () => {
      const problems = problemsOf(oneTenant(`    credential:\n      ${text}\n`)).join('\n')
      assert.match(problems, /^t\.yaml:\d+:\d+/)
      assert.ok(!problems.includes('hunter2'), problems)
    })
  }

  const misplaced = [
    'tenants: hunter2',
    'hunter2',
    'tenants: [hunter2]',
    'tenants: { credential: { hunter2: hunter2 } }',
    'tenants: [{ tenant: a.example, name: { credential: { hunter2: hunter2 } } }]',
    'tenants: [{ tenant: a.example, secretFrom: hunter2 }]',
  ]
  for (const text of misplaced) {
    it(`never has a value repeated that stands in a wrong place: ${JSON.stringify(text)}`, () => {
      const problems = problemsOf(text).join('\n')
      assert.match(problems, /^t\.yaml:\d+:\d+/)
      assert.ok(!problems.includes('hunter2'), problems)
    })
  }

  it('never has it repeated when it is no YAML either', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9~._-]{12,40}$/)
    const signs = [
      '',
      '!',
      '*',
      '&',
      '@',
      '%',
      '`',
      '"',
      "'",
      '|',
      '>',
      '{',
      '[',
      '?',
      '#',
      '!!',
      '!<',
      '"\\q',
      '<<: *',
    ]
    const sign = fc.constantFrom(...signs)
    fc.assert(
      fc.property(secret, sign, (value, first) => {
        const problems = problemsOf(oneTenant(`    credential:\n      secretFrom: ${first}${value}\n`))
        assert.ok(problems.length > 0)
        assert.ok(!problems.join('\n').includes(value), problems.join('\n'))
      }),
      { numRuns: 1_000 },
    )
  })
})
