import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { controlsPage, withMapping } from '../../.dev/controls-page.ts'
import { controlsFor } from '../../src/controls/controls-for.ts'
import { controls } from '../../src/controls/controls.ts'
import { generalLimits } from '../../src/controls/limits.ts'
import type { Measure } from '../../src/posture/measure.ts'
import type { Segment } from '../../src/posture/segment.ts'
import { measures } from '../../src/schemas/rule.ts'
import { segments } from '../../src/schemas/segment.ts'

const table: readonly [Measure, Segment, string, number?][] = [
  ['mfaRegistered', 'all', '', 0],
  ['mfaCapable', 'admins', '', 0],
  ['passwordlessCapable', 'all', '', 0],
  ['mfaRegistered', 'all', '', 49.999999],
  ['mfaRegistered', 'all', 'A.8.5', 50],
  ['mfaRegistered', 'all', 'A.8.5', 89.999999],
  ['mfaRegistered', 'all', '5.2.3.4 MS.AAD.3.2 IA-2(2) A.8.5 8.4.2 8.4.3 IA.L2-3.5.3', 90],
  ['mfaRegistered', 'admins', 'A.8.5', 99.999999],
  ['mfaCapable', 'admins', 'IA-2(1) A.8.5 8.4.1 8.5 IA.L2-3.5.3'],
  ['passwordlessCapable', 'admins', 'A.8.5', 95],
  ['mfaRegistered', 'all', '5.2.3.4 MS.AAD.3.2 IA-2(2) A.8.5 8.4.2 8.4.3 IA.L2-3.5.3'],
  ['mfaRegistered', 'admins', 'IA-2(1) A.8.5 8.4.1 IA.L2-3.5.3'],
  ['mfaRegistered', 'nonAdmins', 'IA-2(2) A.8.5 8.4.2 8.4.3 IA.L2-3.5.3'],
  ['mfaCapable', 'members', '5.2.3.4 IA-2(2) A.8.5 8.4.2 8.4.3 8.5 IA.L2-3.5.3'],
  ['mfaRegistered', 'guests', 'A.8.5 8.4.3'],
  ['passwordlessCapable', 'admins', 'MS.AAD.3.6 A.8.5'],
  ['passwordlessCapable', 'all', 'MS.AAD.3.1 A.8.5'],
  ['ssprRegistered', 'all', ''],
  ['ssprOrMfaCapable', 'all', ''],
]

describe('the control mapping', () => {
  for (const [measure, segment, ids, minimumPercent = 100] of table) {
    it(`${measure} of ${segment} with ${minimumPercent} % supports ${ids || 'no control'}`, () => {
      assert.equal(
        controlsFor({ measure, segment, minimumPercent })
          .map(({ id }) => id)
          .join(' '),
        ids,
      )
    })
  }

  it('never takes password reset for MFA, and no other segment for admins', () => {
    for (const measure of measures.filter((one) => one.startsWith('sspr')))
      for (const segment of segments)
        assert.deepEqual(controlsFor({ measure, segment, minimumPercent: 100 }), [])
    const privileged = controls.filter(({ id }) => ['IA-2(1)', '8.4.1', 'MS.AAD.3.6'].includes(id))
    assert.equal(privileged.length, 3)
    for (const measure of measures)
      for (const segment of segments.filter((one) => one !== 'admins'))
        for (const control of controlsFor({ measure, segment, minimumPercent: 100 }))
          assert.ok(!privileged.includes(control))
  })

  it('names every control once, with its edition, and says of each what it does not prove', () => {
    assert.equal(new Set(controls.map(({ key }) => key)).size, controls.length)
    for (const { edition, strength, doesNotProve, supportedBy } of controls) {
      assert.equal(strength, 'supports')
      assert.ok(edition.length > 0 && doesNotProve.length > 0 && supportedBy.length > 0)
      for (const { leastMinimumPercent, segments: about } of supportedBy) {
        assert.ok(leastMinimumPercent >= 50 && leastMinimumPercent <= 100)
        assert.ok(about.join() !== 'admins' || leastMinimumPercent === 100)
      }
      for (const sentence of doesNotProve) assert.match(sentence, /^[A-Za-z].*\.$/)
    }
    assert.match(generalLimits.join(' '), /Registered is not enforced.*report lags/)
  })

  it('is what docs/controls.md says; `node .dev/controls-page.ts` writes it', () => {
    const page = readFileSync(controlsPage, 'utf8')
    assert.equal(page, withMapping(page))
  })
})
