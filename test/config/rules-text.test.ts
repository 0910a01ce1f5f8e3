import assert from 'node:assert/strict'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'

const rule = (text: string): string => `rules:\n  - id: a\n    measure: mfaRegistered\n    ${text}\n`

/** A rules document, and the one sentence that refuses it. */
const refused: readonly [title: string, text: string, sentence: string | RegExp][] = [
  [
    'asks what 95 means',
    rule('minimum: 95'),
    'r.yaml:4:14 (/rules/0/minimum): minimum 95 is ambiguous: was 95 % meant? Then write "95%"; a ratio is a number from 0 to 1, such as 0.95',
  ],
  [
    'asks what "0.95%" means',
    rule('minimum: 0.95%'),
    /r\.yaml:4:14 \(\/rules\/0\/minimum\): minimum "0\.95%" is less than one percent: was the ratio 0\.95 meant\?/,
  ],
  ['refuses a minimum above 100 %', rule('minimum: 101%'), /out of range/],
  ['refuses a minimum below 0', rule('minimum: -0.1'), /out of range/],
  ['refuses a minimum in words', rule('minimum: most'), /is not a ratio/],
  [
    'refuses a missing minimum',
    rule('severity: low'),
    'r.yaml:2:5 (/rules/0): entry 0 lacks "minimum"; add it',
  ],
  [
    'points at a misspelt key',
    rule('minimum: 95%\n    enforcment: mandatory'),
    'r.yaml:5:5 (/rules/0/enforcment): unknown key "enforcment"; did you mean "enforcement"?',
  ],
  [
    'lists the keys when none is near',
    rule('minimum: 95%\n    colour: red'),
    /unknown key "colour"; allowed: id, measure, segment, onEmpty, minimum, /,
  ],
  [
    'points at a misspelt value',
    rule('minimum: 95%\n    enforcement: mandatry'),
    'r.yaml:5:18 (/rules/0/enforcement): enforcement "mandatry" is unknown; did you mean "mandatory"?',
  ],
  [
    'refuses a misspelt measure',
    'rules: [{id: a, measure: mfaregisterd, minimum: 95%}]',
    /did you mean "mfaRegistered"\?/,
  ],
  [
    'refuses an id that Pulumi uses itself',
    'rules: [{id: all, measure: mfaRegistered, minimum: 95%}]',
    /id "all" is not allowed/,
  ],
  [
    'refuses an id with capitals',
    'rules: [{id: Mfa, measure: mfaRegistered, minimum: 95%}]',
    /id "Mfa" is not allowed/,
  ],
  [
    'refuses an id given twice',
    'rules:\n - {id: a, measure: mfaRegistered, minimum: 95%}\n - {id: a, measure: ssprEnabled, minimum: 95%}',
    'r.yaml:3:9 (/rules/1/id): id "a" is taken by rule 0; every rule needs an id of its own',
  ],
  [
    'an id that the gate keeps for itself',
    'rules: [{ id: mfa-gate-tenant, measure: mfaRegistered, minimum: 95% }]',
    /\(\/rules\/0\/id\): id "mfa-gate-tenant" is reserved for the gate itself/,
  ],
  ['refuses no rules at all', 'rules: []', /rules is empty; give at least one/],
  [
    'refuses an empty document',
    '',
    'r.yaml:1:1 (/): the document must be a mapping of keys to values, not null',
  ],
  ['refuses a document without rules', '{}', 'r.yaml:1:1 (/): the document lacks "rules"; add it'],
  ['refuses a list', '- a', /the document must be a mapping/],
  ['refuses rules that are no list', 'rules: 3', /rules must be a list, not 3/],
  [
    'refuses a key given twice',
    'rules:\n  - id: a\n    id: b\n',
    /r\.yaml:3:\d+: not valid YAML or JSON: the key "id" is there twice; keep one/,
  ],
  ['refuses broken YAML', 'rules: [', /r\.yaml:1:\d+: not valid YAML or JSON/],
  ['refuses broken JSON', '{"rules": [}', /not valid YAML or JSON/],
  ['refuses two documents in one file', 'rules: []\n---\nrules: []\n', /not valid YAML or JSON/],
]

describe('a rules document', () => {
  for (const [title, text, sentence] of refused) {
    it(title, () => {
      assert.throws(
        () => parseRulesText(text, 'r.yaml'),
        (error) => {
          assert.ok(error instanceof ConfigurationError)
          assert.equal(error.problems.length, 1, error.message)
          if (typeof sentence === 'string') assert.equal(error.message, sentence)
          else assert.match(error.message, sentence)
          return true
        },
      )
    })
  }

  it('tells every problem at once', () => {
    assert.throws(
      () => parseRulesText('rules:\n  - id: A\n    measure: x\n    minimum: 95\n', 'r.yaml'),
      (error) => error instanceof ConfigurationError && error.problems.length === 3,
    )
  })

  it('tells what is wrong inside one of the forms of a value, beside other problems', () => {
    const text = rule('minimum: 95').replace('measure', 'segment: { group: 5 }\n    measure')
    assert.throws(
      () => parseRulesText(text, 'r.yaml'),
      (error) =>
        error instanceof ConfigurationError &&
        /\/segment\/group\): group must be a text, not 5$/m.test(error.message) &&
        error.problems.length === 2,
    )
  })

  it('is read from JSON as from YAML', () => {
    const yaml = parseRulesText(rule('minimum: 95%'), 'r.yaml')
    assert.deepEqual(parseRulesText(JSON.stringify(yaml), 'r.json'), yaml)
  })

  it('cannot be blown up with aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      'rules: [*c,*c,*c,*c]',
    ].join('\n')
    assert.throws(() => parseRulesText(bomb, 'r.yaml'), ConfigurationError)
  })
})
