import assert from 'node:assert/strict'
import { keptControls } from '../../src/evidence/kept-controls.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { inputOf } from '../report/sample.ts'
import { rulesOf, type Way, ways } from '../report/ways-to-answer.ts'

interface Kept {
  readonly rules: readonly {
    readonly answer: string
    readonly controls: readonly { readonly id: string }[]
  }[]
}

async function kept(rules: string): Promise<Kept['rules']> {
  return (keptControls(reportOf(await inputOf(rules))) as Kept).rules
}

describe('controls.json of a bundle', () => {
  for (const [way, { answer }] of Object.entries(ways)) {
    it(`says of a rule that is ${way} that it supports no control, as far too low or not passed`, async () => {
      const [rule] = await kept(rulesOf([way as Way]))
      assert.equal(rule?.answer, answer)
      assert.deepEqual(rule.controls, [])
    })
  }

  it('holds the controls of a rule that passed with a minimum that can speak for them', async () => {
    const rule = (minimum: string) =>
      `rules:\n  - { id: one, measure: ssprRegistered, minimum: 1% }\n  - { id: two, measure: mfaRegistered, minimum: ${minimum} }`
    const ids = async (minimum: string) => (await kept(rule(minimum)))[1]?.controls.map(({ id }) => id)
    assert.deepEqual(await ids('50%'), ['A.8.5'])
    assert.deepEqual(await ids('49.9%'), [])
    assert.deepEqual(await ids('0%'), [])
  })
})
