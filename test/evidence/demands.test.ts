import assert from 'node:assert/strict'
import type { Demands } from '../../src/evidence/verify/demands.ts'
import { outcomeLooks } from '../../src/report/outcome-words.ts'
import type { Outcome } from '../../src/rules/outcome.ts'
import { outcomes } from '../../src/schemas/outcome.ts'
import { rulesOf, mixes } from '../report/ways-to-answer.ts'
import { sampleReading } from '../report/sample.ts'
import { now } from '../support/make.ts'
import { failures, filesOf, makeBundle, makeKeys, verify } from './make-bundle.ts'

const day = 86_400_000
const whatever: Demands = { outcomes: [], tenantId: undefined, maxAge: undefined, now }

describe('what is demanded of a bundle', () => {
  for (const { mix, outcome } of mixes.filter((one) => one.mix.length === 1)) {
    const { word } = outcomeLooks[outcome]
    it(`its outcome, ${word} where it is ${mix.join()}, is told, and only it meets --expect, signed or not`, async () => {
      const { signingKey, keys } = await makeKeys()
      for (const signed of [{}, { signingKey }]) {
        const bundle = await makeBundle({ rules: rulesOf(mix), ...signed })
        const given = 'signingKey' in signed ? { keys } : {}
        const { result, found, items } = await verify(bundle, { ...given, demands: whatever })
        assert.equal(result, 'sound')
        assert.equal(found?.outcome, outcome)
        const messages = items.find(({ name }) => name === 'Outcome')
        assert.equal(messages?.state, outcome === 'passed' ? 'ok' : 'warning')
        assert.ok(messages.says.startsWith(word))
        for (const wanted of outcomes) {
          const demands = { ...whatever, outcomes: [wanted] }
          const verification = await verify(bundle, { ...given, demands })
          assert.equal(verification.result, wanted === outcome ? 'sound' : 'unmet', wanted)
          assert.equal(failures(verification).length, wanted === outcome ? 0 : 1)
        }
        const readme = Buffer.from(filesOf(bundle).get('README.txt')!).toString()
        assert.match(readme, new RegExp(`^Outcome:  ${word} \\(`, 'm'))
      }
    })
  }

  it('any of several outcomes will do', async () => {
    const bundle = await makeBundle({ rules: rulesOf(['below, and waived']) })
    const several = (...wanted: readonly Outcome[]) =>
      verify(bundle, { demands: { ...whatever, outcomes: wanted } })
    assert.equal((await several('passed', 'passed-with-waivers')).result, 'sound')
    assert.deepEqual(failures(await several('passed', 'warned')), [
      'Outcome: passed with waivers, and passed or warned is demanded',
    ])
  })

  it('its tenant, in any case', async () => {
    const bundle = await makeBundle()
    const of = (tenantId: string) => verify(bundle, { demands: { ...whatever, tenantId } })
    const id = sampleReading.kind === 'snapshot' ? sampleReading.snapshot.tenantId : ''
    assert.equal((await of(id.toUpperCase())).result, 'sound')
    assert.equal((await of('11111111-1111-4111-8111-111111111111')).result, 'unmet')
    const nothing = await makeBundle({ rules: rulesOf(['disabled']) })
    const never = await verify(nothing, { demands: { ...whatever, tenantId: id } })
    assert.match(failures(never)[0] ?? '', /^Tenant: none that could be read, and /)
  })

  it('its age, and that of its numbers', async () => {
    const later = new Date(now.getTime() + 2 * day)
    const bundle = await makeBundle({
      judgedAt: later,
      rules: 'rules: [{id: a, measure: mfaRegistered, minimum: 10%, maxAge: 7d}]',
    }).catch(() => makeBundle())
    const at = (moment: Date, maxAge: number) =>
      verify(bundle, { demands: { ...whatever, maxAge, now: moment } })
    const read = new Date(now.getTime() + 3 * day)
    assert.equal((await at(read, 4 * day)).result, 'sound')
    assert.equal((await at(read, 2 * day)).result, 'unmet')
    assert.match(failures(await at(new Date(now.getTime() - day), 4 * day))[0] ?? '', /judged in the future/)
  })

  it('a snapshot file is told wherever the bundle says what it is', async () => {
    const bundle = await makeBundle({
      reading:
        sampleReading.kind === 'snapshot' ? { ...sampleReading, savedIn: 'tenant.json' } : sampleReading,
    })
    const { items, found } = await verify(bundle, { demands: whatever })
    assert.equal(found?.savedIn, 'tenant.json')
    assert.ok(items.some(({ says }) => says.includes('taken from the snapshot file "tenant.json"')))
    const readme = Buffer.from(filesOf(bundle).get('README.txt')!).toString()
    assert.match(readme, /^Numbers: {2}taken from the snapshot file "tenant\.json", not read by the run/m)
  })
})
