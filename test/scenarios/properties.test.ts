import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { BaselineLookup } from '../../src/model/baseline.ts'
import type { Count } from '../../src/model/count.ts'
import { formatMinimum, formatRatio } from '../../src/model/ratio.ts'
import { dayOf, formatDay, parseDay } from '../../src/rules/calendar.ts'
import { rulesFrom } from '../../src/rules/from-document.ts'
import { judge } from '../../src/rules/judge.ts'
import { waive } from '../../src/rules/waive.ts'
import { waiverFrom } from '../../src/rules/waiver.ts'
import type { RulesDocument } from '../../src/schemas/rules-document.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { now, snapshotOf } from '../support/make.ts'

const percent = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => `${hundredths / 100}%`)
const minimum = percent.filter((text) => Number.parseFloat(text) >= 1)
const numbers = fc
  .integer({ min: 1, max: 2_000_000 })
  .chain((population) => fc.tuple(fc.constant(population), fc.integer({ min: 0, max: population })))
const drop = fc.option(percent, { nil: undefined })

function judged(
  [population, count]: readonly [number, number],
  rule: { readonly minimum: string; readonly drop: string | undefined },
  recorded: readonly [number, number],
) {
  const document: RulesDocument = {
    rules: [
      {
        id: 'mfa',
        measure: 'mfaRegistered',
        minimum: rule.minimum,
        ...(rule.drop === undefined ? {} : { noDropMoreThan: rule.drop }),
      },
      { id: 'other', measure: 'mfaRegistered', minimum: rule.minimum },
    ],
  }
  const [ofPopulation, have] = recorded
  const baseline: BaselineLookup = {
    kind: 'found',
    baseline: {
      tenantId: 't',
      source: 's',
      segment: 'all',
      measure: 'mfaRegistered',
      receivedAt: '2026-11-01T00:00:00Z',
      count: have as Count,
      population: ofPopulation as Count,
    },
  }
  const snapshot = snapshotOf(population, { mfaRegistered: count })
  return rulesFrom({ document }, { now, stack: unknownStack }).map((each) =>
    judge(each, { kind: 'snapshot', snapshot }, { now, baseline }),
  )
}

describe('whatever the numbers', () => {
  it('raising a count never turns a pass into a violation', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.nat(),
        minimum,
        drop,
        numbers,
        ([population, count], more, least, points, recorded) => {
          const raised = Math.min(population, count + more)
          const rule = { minimum: least, drop: points }
          const before = judged([population, count], rule, recorded)[0]!
          const after = judged([population, raised], rule, recorded)[0]!
          assert.ok(!(before.kind === 'pass' && after.kind !== 'pass'))
        },
      ),
    )
  })

  it('as many more users as are asked for make it pass, and one fewer does not', () => {
    fc.assert(
      fc.property(numbers, minimum, drop, numbers, ([population, count], least, points, recorded) => {
        const rule = { minimum: least, drop: points }
        const [verdict] = judged([population, count], rule, recorded)
        if (verdict?.kind !== 'violation') return
        const enough = count + verdict.shortfall
        assert.equal(judged([population, enough], rule, recorded)[0]?.kind, 'pass')
        assert.equal(judged([population, enough - 1], rule, recorded)[0]?.kind, 'violation')
      }),
    )
  })

  it('the printed ratio never contradicts the verdict', () => {
    fc.assert(
      fc.property(numbers, minimum, ([population, count], least) => {
        const [verdict] = judged([population, count], { minimum: least, drop: undefined }, [1, 1])
        assert.ok(verdict?.kind === 'pass' || verdict?.kind === 'violation')
        const printed = Number.parseFloat(
          formatRatio(verdict.count, verdict.population, verdict.rule.minimum),
        )
        const required = Number.parseFloat(formatMinimum(verdict.rule.minimum))
        assert.equal(printed >= required, verdict.kind === 'pass')
      }),
    )
  })

  it('a waiver changes nothing but the violation it names, and of that only that it is waived', () => {
    const day = fc.integer({ min: 20_400, max: 20_900 })
    fc.assert(
      fc.property(numbers, minimum, drop, numbers, day, day, (of, least, points, recorded, one, two) => {
        const verdicts = judged(of, { minimum: least, drop: points }, recorded)
        const [created, expires] = [Math.min(one, two), Math.max(one, two)].map((each) =>
          new Date(each * 86_400_000).toISOString().slice(0, 10),
        ) as [string, string]
        const words = { reason: 'r', owner: 'o', ticket: 't' }
        const waiver = waiverFrom({ rule: 'mfa', stack: '*/*/*', created, expires, ...words }, undefined)
        const context = { waivers: { list: [waiver], warnDays: 14 }, today: dayOf(now), stack: unknownStack }
        const [named, other] = verdicts.map((verdict) => waive(verdict, context))
        assert.deepEqual(other, verdicts[1])
        const { waiving, ...rest } = { waiving: undefined, ...named }
        assert.deepEqual(rest, verdicts[0])
        if (verdicts[0]?.kind === 'pass') assert.equal(waiving, undefined)
      }),
    )
  })

  it('a day is read back as it was written, and nothing else is a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, date) => {
          const text = [
            String(year).padStart(4, '0'),
            ...[month, date].map((part) => String(part).padStart(2, '0')),
          ].join('-')
          const parsed = parseDay(text)
          const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
          const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
          assert.equal(parsed !== undefined, date >= 1 && date <= days)
          if (parsed !== undefined) assert.equal(formatDay(parsed), text)
        },
      ),
    )
  })
})
