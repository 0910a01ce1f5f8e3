import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apply } from '../../policy-pack/configuration.ts'
import { packOf } from '../../policy-pack/pack.ts'

const document = `rules:
  - { id: strict, measure: mfaRegistered, minimum: "95%", waivable: false }
  - { id: open, measure: mfaRegistered, minimum: "95%" }
stacks:
  - { stack: "*/*/prod", rules: [open], enforcement: advisory }
`
const [advisory, mandatory, disabled, remediate] = [0, 1, 2, 3]
const loose = (what: string): RegExp => new RegExp(`^${what} would loosen the rule "strict", which is locked`)

/** What the engine sends, and what the pack has to say against it. */
const rows: readonly [title: string, sent: Parameters<typeof apply>[1], says: RegExp | undefined][] = [
  ['a minimum of 0', [{ name: 'strict', level: mandatory, properties: { minimum: 0 } }], loose('minimum 0')],
  [
    'another segment',
    [{ name: 'strict', level: mandatory, properties: { segment: 'guests' } }],
    loose('segment "guests"'),
  ],
  [
    'another answer for nobody',
    [{ name: 'strict', level: mandatory, properties: { onEmpty: 'pass' } }],
    loose('onEmpty "pass"'),
  ],
  ['a looser level', [{ name: 'strict', level: advisory, properties: {} }], loose('enforcement "advisory"')],
  ['no level at all', [{ name: 'strict', level: disabled, properties: {} }], loose('enforcement "disabled"')],
  [
    'a looser level for all',
    [
      { name: 'all', level: advisory, properties: {} },
      { name: 'strict', level: advisory, properties: {} },
      { name: 'open', level: advisory, properties: {} },
    ],
    loose('enforcement "advisory"'),
  ],
  [
    'a looser minimum for all',
    [
      { name: 'all', level: mandatory, properties: { minimum: '50%' } },
      { name: 'strict', level: mandatory, properties: {} },
      { name: 'open', level: mandatory, properties: {} },
    ],
    loose('minimum "50%"'),
  ],
  [
    'what tightens',
    [{ name: 'strict', level: mandatory, properties: { minimum: '99%', maxAge: '1h' } }],
    undefined,
  ],
  ['what loosens another rule', [{ name: 'open', level: disabled, properties: { minimum: 0 } }], undefined],
  [
    'nothing',
    [
      { name: 'strict', level: mandatory, properties: {} },
      { name: 'open', level: remediate, properties: {} },
    ],
    undefined,
  ],
]

describe('the configuration of a locked rule', () => {
  let directory: string
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-locked-'))
    writeFileSync(join(directory, 'rules.yaml'), document)
  })
  after(() => rmSync(directory, { recursive: true }))

  for (const [title, sent, says] of rows) {
    it(`${says === undefined ? 'may be' : 'is refused as'} ${title}`, () => {
      const problems = apply(packOf({ MFA_GATE_RULES: 'rules.yaml' }, directory), sent)
      assert.equal(problems.length, says === undefined ? 0 : 1, problems.join('\n'))
      if (says !== undefined) assert.match(problems[0] ?? '', says)
    })
  }
})
