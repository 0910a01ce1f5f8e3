import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Count } from '../../src/model/count.ts'
import { meets, shortfall } from '../../src/model/ratio.ts'
import { dayFrom, type Day, formatDay } from '../../src/rules/calendar.ts'
import { type Arrival, arrivalOf, horizonDays } from '../../src/rules/projection.ts'
import {
  leastPoints,
  leastSpan,
  type PastCount,
  type Trend,
  trendDays,
  trendOf,
} from '../../src/rules/trend.ts'
import { minimumOf } from '../support/make.ts'

const today = dayFrom('2026-11-22')
const at = (daysAgo: number, hour = 3): string =>
  new Date((today - daysAgo) * 86_400_000 + hour * 3_600_000).toISOString()
const line = (perDay: number, days: number, end = 500, population = 1_000): PastCount[] =>
  Array.from({ length: days }, (_, index) => ({
    judgedAt: at(index),
    count: end - perDay * index,
    population,
  }))

describe('a trend', () => {
  it('is the slope of the counts of the last 90 days', () => {
    const old = { judgedAt: at(trendDays), count: 0, population: 1 }
    const trend = trendOf([...line(3, 30), old], today)
    assert.ok(trend.kind === 'known')
    assert.ok(Math.abs(trend.countPerDay - 3) < 1e-9)
    assert.ok(Math.abs(trend.populationPerDay) < 1e-9)
    assert.deepEqual([trend.points, trend.first, trend.last], [30, today - 29, today])
  })

  it('takes the last count of a day, so that ten runs on one day weigh no more than one', () => {
    const noisy = Array.from({ length: 10 }, (_, hour) => ({
      judgedAt: at(20, hour),
      count: 0,
      population: 9,
    }))
    assert.deepEqual(
      trendOf(
        [
          ...noisy,
          ...line(3, 30).map((point) => ({ ...point, judgedAt: point.judgedAt.replace('T03', 'T22') })),
        ],
        today,
      ),
      trendOf(line(3, 30), today),
    )
  })

  it('leaves out what was counted after today', () => {
    const trend = trendOf([...line(3, 30), { judgedAt: at(-5), count: 0, population: 1 }], today)
    assert.ok(trend.kind === 'known' && trend.last === today)
  })

  const short: readonly [title: string, past: readonly PastCount[], points: number, days: number][] = [
    ['nothing', [], 0, 0],
    ['today alone', line(1, 1), 1, 1],
    [
      `${leastPoints - 1} days over a month`,
      line(1, 31).filter((_, index) => index % 10 === 0),
      leastPoints - 1,
      31,
    ],
    [`every day, but over ${leastSpan - 1} days`, line(1, leastSpan - 1), leastSpan - 1, leastSpan - 1],
  ]
  for (const [title, past, points, days] of short) {
    it(`is not made of ${title}`, () => {
      assert.deepEqual(trendOf(past, today), { kind: 'too-short', points, days })
    })
  }

  it('is made of the least that it takes', () => {
    const past = line(1, leastSpan).filter((_, index) => [0, 3, 6, 9, 13].includes(index))
    assert.equal(past.length, leastPoints)
    assert.equal(trendOf(past, today).kind, 'known')
  })
})

const trendWith = (countPerDay: number, populationPerDay: number): Trend => ({
  kind: 'known',
  countPerDay,
  populationPerDay,
  points: 30,
  first: (today - 29) as Day,
  last: today,
})
const share = (count: number, population: number) => ({
  count: count as Count,
  population: population as Count,
})

describe('a projection', () => {
  const rows: readonly [
    title: string,
    count: number,
    population: number,
    minimum: string,
    trend: Trend,
    says: string,
  ][] = [
    ['50 missing, 5 more a day: in ten days', 900, 1_000, '95%', trendWith(5, 0), 'on 2026-12-02'],
    ['one missing, many more a day: tomorrow', 949, 1_000, '95%', trendWith(500, 0), 'on 2026-11-23'],
    ['new users raise what is demanded', 900, 1_000, '95%', trendWith(5, 1), 'on 2026-12-05'],
    ['as many new users as registrations: never', 900, 1_000, '95%', trendWith(5, 6), 'never'],
    ['level: never', 900, 1_000, '95%', trendWith(0, 0), 'never'],
    ['falling: never', 900, 1_000, '95%', trendWith(-1, 0), 'never'],
    [
      'users who lack it leave: met although nobody registers',
      900,
      1_000,
      '95%',
      trendWith(0, -5),
      'on 2026-12-03',
    ],
    ['until nobody is left: never', 0, 1_000, '95%', trendWith(-0.5, -10), 'never'],
    ['too slow to say: beyond five years', 0, 1_000_000, '95%', trendWith(1, 0), 'beyond'],
    ['met and rising', 960, 1_000, '95%', trendWith(1, 0), 'met'],
    [
      'met and falling: lost on the day after the last spare one',
      960,
      1_000,
      '95%',
      trendWith(-1, 0),
      'met until 2026-12-03',
    ],
    [
      'met to the last user and falling: lost tomorrow',
      950,
      1_000,
      '95%',
      trendWith(-1, 0),
      'met until 2026-11-23',
    ],
    ['no history and met', 960, 1_000, '95%', { kind: 'no-history' }, 'met'],
    ['no history and not met', 900, 1_000, '95%', { kind: 'no-history' }, 'unknown'],
    ['too short a history', 900, 1_000, '95%', { kind: 'too-short', points: 2, days: 2 }, 'unknown'],
  ]
  const messages = (arrival: Arrival): string => {
    if (arrival.kind === 'on') return `on ${formatDay(arrival.day)}`
    if (arrival.kind === 'met' && arrival.lostOn !== undefined)
      return `met until ${formatDay(arrival.lostOn)}`
    return arrival.kind
  }
  for (const [title, count, population, minimum, trend, says] of rows) {
    it(title, () => {
      assert.equal(messages(arrivalOf(share(count, population), minimumOf(minimum), trend, today)), says)
    })
  }

  const anyCase = fc
    .record({
      population: fc.integer({ min: 1, max: 5_000_000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      countPerDay: fc.integer({ min: -2_000, max: 2_000 }),
      populationPerDay: fc.integer({ min: -500, max: 500 }),
      percent: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ population, part, ...rest }) => ({ population, count: Math.floor(population * part), ...rest }))

  it('on the day it names the minimum is met, and on the day before it is not', () => {
    fc.assert(
      fc.property(anyCase, ({ population, count, countPerDay, populationPerDay, percent }) => {
        const minimum = minimumOf(`${percent}%`)
        const arrival = arrivalOf(
          share(count, population),
          minimum,
          trendWith(countPerDay, populationPerDay),
          today,
        )
        if (arrival.kind !== 'on') return
        const metAfter = (days: number): boolean =>
          meets(
            (count + countPerDay * days) as Count,
            (population + populationPerDay * days) as Count,
            minimum,
          )
        const days = arrival.day - today
        assert.ok(days >= 1 && days <= horizonDays)
        // With fewer than nobody registered there is nothing to compare.
        if (count + countPerDay * (days - 1) < 0 || count + countPerDay * days < 0) return
        assert.ok(metAfter(days))
        assert.ok(!metAfter(days - 1))
      }),
      { numRuns: 2_000 },
    )
  })

  it('says met exactly when the rule does, whatever the trend', () => {
    fc.assert(
      fc.property(anyCase, ({ population, count, countPerDay, populationPerDay, percent }) => {
        const minimum = minimumOf(`${percent}%`)
        const { kind } = arrivalOf(
          share(count, population),
          minimum,
          trendWith(countPerDay, populationPerDay),
          today,
        )
        assert.equal(kind === 'met', shortfall(count as Count, population as Count, minimum) === 0)
        assert.notEqual(kind, 'unknown')
      }),
    )
  })

  it('is never later when more register a day', () => {
    const order = (arrival: Arrival): number =>
      arrival.kind === 'on' ? arrival.day : arrival.kind === 'met' ? 0 : arrival.kind === 'beyond' ? 1e9 : 2e9
    fc.assert(
      fc.property(
        anyCase,
        fc.integer({ min: 1, max: 500 }),
        ({ population, count, countPerDay, percent }, more) => {
          const when = (perDay: number) =>
            order(arrivalOf(share(count, population), minimumOf(`${percent}%`), trendWith(perDay, 0), today))
          assert.ok(when(countPerDay + more) <= when(countPerDay))
        },
      ),
    )
  })
})
