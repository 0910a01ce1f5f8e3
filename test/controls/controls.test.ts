import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { controlsPage, withMapping } from '../../.dev/controls-page.ts'
import type { Control } from '../../src/controls/control.ts'
import { controlsFor } from '../../src/controls/controls-for.ts'
import { controls } from '../../src/controls/controls.ts'
import { generalLimits } from '../../src/controls/limits.ts'
import type { Measure } from '../../src/model/measure.ts'
import type { Segment } from '../../src/model/segment.ts'
import { measures } from '../../src/schemas/rule.ts'
import { segments } from '../../src/schemas/segment.ts'

const registeredByMost =
  '5.2.3.4 MS.AAD.3.2 IA-2(2) IA.L2-3.5.3 A.8.5 8.4.2 8.4.3 ML1 CE Article 21(2)(j) Article 9(4)(d)'

/** Ids as the frameworks write them, the longest of them shortened. */
const shortened: Readonly<Record<string, string>> = {
  'AAL2, 2.2.2': 'AAL2',
  'AAL3, 2.3.2': 'AAL3',
  'MFA, Maturity Level One': 'ML1',
  'MFA, Maturity Level Two': 'ML2',
  'User access control': 'CE',
}

const table: readonly [Measure, Segment, string, number?][] = [
  ['mfaRegistered', 'all', '', 0],
  ['mfaCapable', 'admins', '', 0],
  ['passwordlessCapable', 'all', '', 0],
  ['phishingResistant', 'all', '', 49.999999],
  ['mfaRegistered', 'all', '', 49.999999],
  ['mfaRegistered', 'all', 'A.8.5', 50],
  ['mfaRegistered', 'all', 'A.8.5', 89.999999],
  ['mfaRegistered', 'all', registeredByMost, 90],
  ['mfaRegistered', 'all', registeredByMost],
  ['strongMethod', 'all', registeredByMost],
  ['mfaRegistered', 'admins', 'A.8.5', 99.999999],
  ['mfaCapable', 'admins', 'IA-2(1) IA.L2-3.5.3 A.8.5 8.4.1 8.5 CE Article 21(2)(j) Article 9(4)(d)'],
  ['mfaRegistered', 'admins', 'IA-2(1) IA.L2-3.5.3 A.8.5 8.4.1 CE Article 21(2)(j) Article 9(4)(d)'],
  ['mfaRegistered', 'nonAdmins', 'IA-2(2) IA.L2-3.5.3 A.8.5 8.4.2 8.4.3 Article 21(2)(j) Article 9(4)(d)'],
  [
    'mfaCapable',
    'members',
    '5.2.3.4 IA-2(2) IA.L2-3.5.3 A.8.5 8.4.2 8.4.3 8.5 ML1 Article 21(2)(j) Article 9(4)(d)',
  ],
  ['mfaRegistered', 'guests', 'A.8.5 8.4.3'],
  // Phone sign-in counts as passwordless, and phishing can take it.
  ['passwordlessCapable', 'admins', 'A.8.5'],
  ['passwordlessCapable', 'all', 'A.8.5'],
  [
    'phishingResistant',
    'admins',
    '5.2.2.5 IA-2(1) AAL2 IA.L2-3.5.3 A.8.5 8.4.1 CE Article 21(2)(j) Article 9(4)(d)',
  ],
  ['phishingResistant', 'admins', 'AAL2 A.8.5', 99],
  [
    'phishingResistantDeviceBound',
    'admins',
    '5.2.2.5 MS.AAD.3.6 IA-2(1) AAL2 AAL3 IA.L2-3.5.3 A.8.5 8.4.1 CE Article 21(2)(j) Article 9(4)(d)',
  ],
  [
    'phishingResistant',
    'all',
    'IA-2(2) AAL2 IA.L2-3.5.3 A.8.5 8.4.2 8.4.3 ML1 ML2 CE Article 21(2)(j) Article 9(4)(d)',
  ],
  [
    'phishingResistantDeviceBound',
    'all',
    'MS.AAD.3.1 IA-2(2) AAL2 AAL3 IA.L2-3.5.3 A.8.5 8.4.2 8.4.3 ML1 ML2 CE Article 21(2)(j) Article 9(4)(d)',
  ],
  ['notPhoneOnly', 'all', 'MS.AAD.3.5'],
  ['notPhoneOnly', 'members', 'MS.AAD.3.5', 90],
  ['ssprRegistered', 'all', ''],
  ['ssprOrMfaCapable', 'all', ''],
]

describe('the control mapping', () => {
  for (const [measure, segment, ids, minimumPercent = 100] of table) {
    it(`${measure} of ${segment} with ${minimumPercent} % supports ${ids || 'no control'}`, () => {
      assert.equal(
        controlsFor({ measure, segment, minimumPercent })
          .map(({ id }) => shortened[id] ?? id)
          .join(' '),
        ids,
      )
    })
  }

  it('never takes password reset for MFA, and no other segment for admins', () => {
    for (const measure of measures.filter((one) => one.startsWith('sspr')))
      for (const segment of segments)
        assert.deepEqual(controlsFor({ measure, segment, minimumPercent: 100 }), [])
    const privileged = controls.filter(({ id }) => ['IA-2(1)', '8.4.1', 'MS.AAD.3.6', '5.2.2.5'].includes(id))
    assert.equal(privileged.length, 4)
    for (const measure of measures)
      for (const segment of segments.filter((one) => one !== 'admins'))
        for (const control of controlsFor({ measure, segment, minimumPercent: 100 }))
          assert.ok(!privileged.includes(control))
  })

  it('names every control once, and each is whole', () => {
    assert.equal(new Set(controls.map(({ key }) => key)).size, controls.length)
    for (const control of controls) assert.deepEqual(lacking(control), [], control.key)
    assert.match(generalLimits.join(' '), /Registered is not enforced.*report lags/)
  })

  for (const control of controls) {
    it(`notices when ${control.id} of ${control.framework} lacks what it supports, does not prove, its edition or date`, () => {
      for (const key of ['supportedBy', 'doesNotProve'] as const)
        assert.deepEqual(lacking({ ...control, [key]: [] }), [key])
      for (const key of ['edition', 'dated', 'id', 'title', 'framework'] as const)
        assert.deepEqual(lacking({ ...control, [key]: '' }), [key])
    })
  }

  // As the frameworks call them; an edition that moves is looked up again, here and there.
  const editions: readonly (readonly [id: string, edition: string])[] = [
    ['5.2.3.4', 'v7.0.0'],
    ['5.2.2.5', 'v7.0.0'],
    ['MS.AAD.3.1', 'MS.AAD.3.1v1'],
    ['MS.AAD.3.2', 'MS.AAD.3.2v2'],
    ['MS.AAD.3.5', 'MS.AAD.3.5v2'],
    ['MS.AAD.3.6', 'MS.AAD.3.6v1'],
    ['AAL2, 2.2.2', '800-63B-4, final'],
    ['AAL3, 2.3.2', '800-63B-4, final'],
    ['MFA, Maturity Level Two', 'maturity model of November 2023'],
    ['User access control', 'Requirements for IT Infrastructure v3.3'],
    ['8.4.2', 'v4.0.1'],
    ['Article 21(2)(j)', 'Directive (EU) 2022/2555'],
    ['Article 9(4)(d)', 'Regulation (EU) 2022/2554'],
  ]
  for (const [id, edition] of editions) {
    it(`has ${id} of ${edition}`, () => {
      assert.equal(controls.find((control) => control.id === id)?.edition, edition)
    })
  }

  it('is what docs/controls.md says; `node .dev/controls-page.ts` writes it', () => {
    const page = readFileSync(controlsPage, 'utf8')
    assert.equal(page, withMapping(page))
  })
})

/** The members of a control without which nobody may rest on it. */
function lacking(control: Control): readonly string[] {
  const { edition, dated, id, title, framework, doesNotProve, supportedBy, unchecked } = control
  const isSentence = (text: string): boolean => /^[A-Za-z].*\.$/.test(text)
  const fits = {
    ...{ edition: edition !== '', id: id !== '', title: title !== '', framework: framework !== '' },
    dated: /^20\d\d(-\d\d){0,2}$/.test(dated),
    doesNotProve: doesNotProve.length > 0 && doesNotProve.every(isSentence),
    unchecked: unchecked === undefined || isSentence(unchecked),
    supportedBy:
      supportedBy.length > 0 &&
      supportedBy.every(
        ({ leastMinimumPercent: least, segments: about, measures: asked }) =>
          asked.length > 0 && least >= 50 && least <= 100 && (about.join() !== 'admins' || least === 100),
      ),
  }
  return Object.entries(fits).flatMap(([member, good]) => (good ? [] : [member]))
}
