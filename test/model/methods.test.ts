import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MethodCells } from '../../src/graph/method-cells.ts'
import type { BaselineLookup } from '../../src/model/baseline.ts'
import type { Count } from '../../src/model/count.ts'
import { intervalOf, methodMeasures } from '../../src/model/methods/interval.ts'
import type { MethodCell } from '../../src/model/methods/method-cell.ts'
import {
  type Classification,
  knownMethods,
  type MethodClass,
  noClassification,
} from '../../src/model/methods/method-class.ts'
import { ruleFrom } from '../../src/rules/from-document.ts'
import { judge } from '../../src/rules/judge.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { methodClasses } from '../../src/schemas/method-class.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { now, snapshotOf } from '../support/make.ts'

interface User {
  readonly methodsRegistered: unknown
  readonly isMfaRegistered: boolean
}

function cellsOf(users: readonly User[], known?: Classification): readonly MethodCell[] {
  const cells = new MethodCells(known)
  const sums: number[] = []
  for (const user of users) {
    const cell = cells.numberOf(user)
    sums[cell] = (sums[cell] ?? 0) + 1
  }
  return cells.cellsOf(sums)
}

/** What one user with these methods comes to: 1 has the measure, 0 has not, ? nobody knows. */
function answersOf(
  methods: unknown,
  registered = false,
  classification: Classification = noClassification,
  known?: Classification,
): string {
  const cells = cellsOf([{ methodsRegistered: methods, isMfaRegistered: registered }], known)
  return methodMeasures
    .map((measure) => {
      const { surely, possibly } = intervalOf(measure, cells, classification)
      return surely === possibly ? String(surely) : '?'
    })
    .join('')
}

/** Written by hand: each value alone, for a user who is not registered, in the order of the measures. */
const values: Readonly<Record<string, readonly [as: MethodClass, answers: string]>> = {
  windowsHelloForBusiness: ['deviceBound', '1111'],
  fido2SecurityKey: ['deviceBound', '1111'],
  fido2: ['deviceBound', '1111'],
  fido: ['deviceBound', '1111'],
  passKeyDeviceBound: ['deviceBound', '1111'],
  passKeyDeviceBoundAuthenticator: ['deviceBound', '1111'],
  passKeyDeviceBoundWindowsHello: ['deviceBound', '1111'],
  macOsSecureEnclaveKey: ['deviceBound', '1111'],
  x509CertificateMultiFactor: ['deviceBound', '1111'],
  passKeySynced: ['synced', '1011'],
  microsoftAuthenticatorPush: ['otherMfa', '0001'],
  microsoftAuthenticatorPasswordless: ['otherMfa', '0001'],
  softwareOneTimePasscode: ['otherMfa', '0001'],
  hardwareOneTimePasscode: ['otherMfa', '0001'],
  oneTimePasscode: ['otherMfa', '0001'],
  appNotification: ['otherMfa', '0001'],
  appCode: ['otherMfa', '0001'],
  externalAuthMethod: ['otherMfa', '0001'],
  mobilePhone: ['phone', '0000'],
  alternateMobilePhone: ['phone', '0000'],
  officePhone: ['phone', '0000'],
  sms: ['phone', '0000'],
  smsSignIn: ['phone', '0000'],
  mobileSMS: ['phone', '0000'],
  mobileCall: ['phone', '0000'],
  alternateMobileCall: ['phone', '0000'],
  email: ['recovery', '0000'],
  securityQuestion: ['recovery', '0000'],
  password: ['noFactor', '0000'],
  appPassword: ['noFactor', '0000'],
  qrCode: ['noFactor', '0000'],
  qrCodePin: ['noFactor', '0000'],
  x509CertificateSingleFactor: ['noFactor', '0000'],
  temporaryAccessPass: ['temporary', '0000'],
}

/** Values that a table has otherwise than it is written above, by class or by what comes of it. */
function mistakesIn(known: Classification): readonly string[] {
  const all = new Set([...Object.keys(values), ...known.keys()])
  return [...all].filter((value) => {
    const [as, answers] = values[value] ?? []
    return known.get(value) !== as || answersOf([value], false, noClassification, known) !== answers
  })
}

describe('The classification of methods', () => {
  it('asks these measures', () => {
    assert.deepEqual(methodMeasures, [
      'phishingResistant',
      'phishingResistantDeviceBound',
      'strongMethod',
      'notPhoneOnly',
    ])
  })

  for (const [value, [as, answers]] of Object.entries(values)) {
    it(`takes ${value} for ${as}`, () => {
      assert.equal(knownMethods.get(value), as)
      assert.equal(answersOf([value]), answers)
    })

    it(`is noticed to be wrong without ${value}, and with it in any other class`, () => {
      const without = new Map([...knownMethods].filter(([key]) => key !== value))
      assert.deepEqual(mistakesIn(without), [value])
      assert.equal(answersOf([value], false, noClassification, without), '????')
      for (const other of methodClasses.filter((one) => one !== as))
        assert.deepEqual(mistakesIn(new Map([...knownMethods, [value, other]])), [value], other)
    })
  }

  it('is noticed to be wrong with a value more', () => {
    assert.deepEqual(mistakesIn(knownMethods), [])
    assert.deepEqual(mistakesIn(new Map([...knownMethods, ['x509Certificate', 'deviceBound']])), [
      'x509Certificate',
    ])
  })

  it('holds nothing else', () => {
    assert.deepEqual([...knownMethods.keys()].sort(), Object.keys(values).sort())
  })

  const others: readonly (readonly [title: string, methods: unknown, registered: boolean, is: string])[] = [
    ['nothing at all', [], false, '0000'],
    ['nothing at all, though registered', [], true, '0010'],
    ['Windows Hello alone, not registered by the flag', ['windowsHelloForBusiness'], false, '1111'],
    ['a phone that is registered', ['mobilePhone'], true, '0010'],
    ['several phones', ['mobilePhone', 'officePhone', 'alternateMobilePhone'], true, '0010'],
    ['a phone and push', ['mobilePhone', 'microsoftAuthenticatorPush'], true, '0011'],
    ['a phone and email', ['mobilePhone', 'email', 'securityQuestion'], true, '0010'],
    ['a phone and a password', ['mobilePhone', 'password', 'appPassword'], true, '0010'],
    ['a phone and a temporary pass', ['mobilePhone', 'temporaryAccessPass'], true, '0010'],
    ['phone sign-in and a phone', ['microsoftAuthenticatorPasswordless', 'mobilePhone'], true, '0011'],
    ['a synced passkey and a phone', ['passKeySynced', 'mobilePhone'], true, '1011'],
    ['a certificate of one factor and a phone', ['x509CertificateSingleFactor', 'mobilePhone'], true, '0010'],
    ['a bare certificate', ['x509Certificate'], false, '????'],
    ['a bare certificate, registered', ['x509Certificate'], true, '??1?'],
    ['a bare certificate and push', ['x509Certificate', 'appNotification'], true, '??11'],
    ['a bare certificate and a synced passkey', ['x509Certificate', 'passKeySynced'], true, '1?11'],
    ['a bare certificate and a security key', ['x509Certificate', 'fido2SecurityKey'], true, '1111'],
    ['a new value', ['quantumRing'], false, '????'],
    ['a known value in other letters', ['FIDO2'], false, '????'],
    ['no list', undefined, false, '????'],
    ['null for a list', null, true, '??1?'],
    ['a text for a list', 'fido2', false, '????'],
    ['an object for a list', { 0: 'fido2' }, false, '????'],
    ['an empty name', [''], false, '????'],
    ['null in the list', [null], false, '????'],
    ['null beside a security key', [null, 'fido2SecurityKey'], false, '1111'],
    ['a list within the list', [['fido2SecurityKey']], false, '????'],
    ['two values in one text', ['fido2,mobilePhone'], false, '????'],
    ['a name that no method has', ['fido2\u0000'], false, '????'],
    ['a name of an object of JavaScript', ['constructor', 'toString'], false, '????'],
    ['the same value twice', ['mobilePhone', 'mobilePhone'], true, '0010'],
  ]
  for (const [title, methods, registered, is] of others) {
    it(`of ${title} comes to ${is}`, () => assert.equal(answersOf(methods, registered), is))
  }

  const classified: readonly (readonly [as: MethodClass, is: string])[] = [
    ['deviceBound', '1111'],
    ['synced', '1011'],
    ['otherMfa', '0001'],
    ['phone', '0000'],
    ['recovery', '0000'],
    ['noFactor', '0000'],
    ['temporary', '0000'],
  ]
  for (const [as, is] of classified) {
    it(`takes a value for ${as} where the rules document says so`, () => {
      assert.equal(answersOf(['newValue'], false, new Map([['newValue', as]])), is)
      assert.equal(answersOf(['newValue', 'other'], false, new Map([['newValue', as]])).length, 4)
    })
  }

  it('leaves open what the document does not say', () => {
    assert.equal(answersOf(['newValue', 'other'], false, new Map([['newValue', 'phone']])), '????')
    assert.equal(answersOf(['newValue', null], false, new Map([['newValue', 'phone']])), '????')
  })

  it('counts users once and their values each', () => {
    const cells = cellsOf([
      { methodsRegistered: ['b', 'a'], isMfaRegistered: false },
      { methodsRegistered: ['a'], isMfaRegistered: true },
      { methodsRegistered: null, isMfaRegistered: false },
      { methodsRegistered: ['fido2', 'a'], isMfaRegistered: false },
    ])
    assert.deepEqual(intervalOf('phishingResistant', cells, noClassification), {
      surely: 1,
      possibly: 4,
      open: {
        values: [
          { value: 'a', users: 2 },
          { value: 'b', users: 1 },
        ],
        unreadable: 1,
      },
    })
  })

  it('keeps to some cells whatever the report holds', () => {
    const users = Array.from({ length: 5_000 }, (_, index) => ({
      methodsRegistered: [`new${index}`],
      isMfaRegistered: false,
    }))
    const cells = cellsOf(users)
    assert.ok(cells.length <= 1_001, String(cells.length))
    const { surely, possibly } = intervalOf('notPhoneOnly', cells, noClassification)
    assert.deepEqual([surely, possibly], [0, 5_000])
  })
})

const known = fc.constantFrom(...knownMethods.keys())
const unknown = fc.constantFrom('x509Certificate', 'newOne', 'newTwo', 'newThree')
const lists = fc.array(fc.oneof({ weight: 3, arbitrary: known }, unknown), { maxLength: 4 })
/** A user as reported, and the list that stands there in truth where none could be read. */
const users = fc.array(
  fc.record({
    list: lists,
    readable: fc.boolean(),
    isMfaRegistered: fc.boolean(),
    truth: fc.array(known, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
)
const truths = fc.record({
  x509Certificate: fc.constantFrom(...methodClasses),
  newOne: fc.constantFrom(...methodClasses),
  newTwo: fc.constantFrom(...methodClasses),
  newThree: fc.constantFrom(...methodClasses),
})
const measures = fc.constantFrom(...methodMeasures)
const percents = fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`)
const drops = fc.option(fc.record({ points: percents, have: fc.integer({ min: 0, max: 30 }) }), {
  nil: undefined,
})

function judged(
  rows: readonly User[],
  entry: Omit<RuleEntry, 'id'>,
  methods: Record<string, MethodClass> | undefined,
  have: number | undefined,
) {
  const document = { rules: [{ id: 'one', ...entry }], ...(methods === undefined ? {} : { methods }) }
  const rule = ruleFrom({ document }, 0, { now, stack: unknownStack })
  const snapshot = { ...snapshotOf(rows.length, {}), methods: cellsOf(rows) }
  const baseline: BaselineLookup =
    have === undefined
      ? { kind: 'none' }
      : {
          kind: 'found',
          baseline: {
            tenantId: 't',
            source: 's',
            segment: 'all',
            measure: entry.measure,
            receivedAt: '2026-11-01T00:00:00Z',
            count: have as Count,
            population: 30 as Count,
          },
        }
  return judge(rule, { kind: 'snapshot', snapshot }, { now, baseline })
}

describe('Whatever users have whose methods are not known', () => {
  it('a pass stays a pass, a violation a violation, and one that hangs on it is neither', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(users, measures, percents, drops, truths, (given, measure, minimum, drop, methods) => {
        const entry = {
          measure,
          minimum,
          ...(drop === undefined ? {} : { noDropMoreThan: drop.points }),
        }
        const visible = given.map(({ list, readable, isMfaRegistered }) => ({
          methodsRegistered: readable ? list : null,
          isMfaRegistered,
        }))
        const true_ = given.map(({ list, readable, isMfaRegistered, truth }) => ({
          methodsRegistered: readable ? list : truth,
          isMfaRegistered,
        }))
        const before = judged(visible, entry, undefined, drop?.have)
        const after = judged(true_, entry, methods, drop?.have)
        seen.add(before.kind)
        assert.notEqual(after.kind, 'undetermined')
        if (before.kind !== 'undetermined') assert.equal(after.kind, before.kind)
      }),
      { numRuns: 2_000 },
    )
    assert.deepEqual([...seen].sort(), ['pass', 'undetermined', 'violation'])
  })

  it('it is undetermined only where what they have decides', () => {
    fc.assert(
      fc.property(users, measures, percents, (given, measure, minimum) => {
        const of = (methods: (list: string[]) => unknown) =>
          judged(
            given.map(({ list, readable, isMfaRegistered }) => ({
              methodsRegistered: readable ? methods(list) : methods(['newOne']),
              isMfaRegistered,
            })),
            { measure, minimum },
            undefined,
            undefined,
          ).kind
        const isKnown = (value: string): boolean => knownMethods.has(value)
        const answers = new Set([
          of((list) => list.filter(isKnown)),
          of((list) => list.map((value) => (isKnown(value) ? value : 'fido2'))),
        ])
        const [only, ...others] = answers
        assert.equal(
          of((list) => list),
          others.length === 0 ? only : 'undetermined',
        )
      }),
      { numRuns: 1_000 },
    )
  })
})
