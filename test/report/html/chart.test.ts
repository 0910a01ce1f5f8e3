import assert from 'node:assert/strict'
import fc from 'fast-check'
import { chartEnd, demandedFromNow, demandedUntilNow } from '../../../src/report/html/chart/minimum-line.ts'
import { measuredAt, type Point, seriesOf, stretchesOf } from '../../../src/report/html/chart/series.ts'
import { stripOf } from '../../../src/report/html/chart/strip.ts'
import { findingsOf } from '../../../src/report/findings.ts'
import {
  type ClassPoint,
  classSeriesOf,
  classStretches,
  stackOf,
  thinClasses,
} from '../../../src/report/html/chart/class-series.ts'
import { describeTrend } from '../../../src/report/html/tenant/trend-table.ts'
import { thin } from '../../../src/report/html/chart/thin.ts'
import { auditReport, historyOf } from './sample-pages.ts'

const day = 86_400_000
const start = Date.parse('2025-01-01T00:00:00Z')

function pointAt(at: number, verdict: Point['verdict'], count: number | null): Point {
  const messages = {
    rule: 'r',
    segment: 'all',
    measure: 'mfaRegistered',
    tenantId: 't',
    minimumPercent: 50,
    waived: false,
  }
  return { ...messages, judgedAt: new Date(at).toISOString(), at, verdict, count, population: 1000 }
}

const histories = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 1, max: 200 }),
      verdict: fc.constantFrom('pass', 'violation', 'undetermined', 'not-applicable'),
      count: fc.integer({ min: 0, max: 1000 }),
    }),
    { minLength: 1, maxLength: 400 },
  )
  .map((entries) => {
    let at = start
    return entries.map(({ hours, verdict, count }) => pointAt((at += hours * 3_600_000), verdict, count))
  })

describe('what a chart shows of a long history', () => {
  it('never hides a failing day in the strip, however narrow the chart', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 200 }), (points, columns) => {
        const domain = [points[0]!.at, points.at(-1)!.at] as const
        const spans = stripOf(points, domain, columns)
        assert.ok(spans.length <= columns)
        for (const { at } of points.filter(({ verdict }) => verdict === 'violation')) {
          const covering = spans.filter((span) => span.from <= at + 1 && at <= span.to + 1)
          assert.ok(covering.some(({ answer }) => answer === 'below-the-minimum'))
        }
        const counted = spans.reduce((sum, { assessments }) => sum + assessments, 0)
        assert.equal(counted, points.length)
      }),
    )
  })

  it('keeps the lowest and the highest of the line, the first and the last, and their order', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 40 }), (points, buckets) => {
        const line = points.map(measuredAt).filter((one) => one !== undefined)
        const thinned = thin(line, buckets)
        assert.ok(thinned.length <= Math.max(buckets * 4, 0))
        const percents = (one: typeof thinned) => one.map(({ percent }) => percent)
        assert.equal(Math.min(...percents(thinned)), Math.min(...percents(line)))
        assert.equal(Math.max(...percents(thinned)), Math.max(...percents(line)))
        assert.deepEqual([thinned[0], thinned.at(-1)], [line[0], line.at(-1)])
        assert.deepEqual(
          thinned,
          thinned.toSorted((one, other) => one.at - other.at),
        )
      }),
    )
  })

  it('draws no line across a day without an answer', () => {
    const points = [pointAt(1, 'pass', 900), pointAt(2, 'undetermined', null), pointAt(3, 'violation', 10)]
    assert.deepEqual(
      stretchesOf(points).map((stretch) => stretch.map(({ at }) => at)),
      [[1], [3]],
    )
  })

  it('draws no line across a day without an assessment, and joins those of neighbouring days', () => {
    fc.assert(
      fc.property(histories, (points) => {
        const days = points.map(({ at }) => Math.floor(at / day))
        for (const stretch of stretchesOf(points))
          for (const [index, { at }] of stretch.entries()) {
            const before = Math.floor((stretch[index - 1]?.at ?? at) / day)
            for (let one = before; one <= Math.floor(at / day); one += 1) assert.ok(days.includes(one))
          }
      }),
    )
    const daily = [0, 1, 2, 9, 10, 12].map((at) => pointAt(start + at * day, 'pass', 900))
    assert.deepEqual(
      stretchesOf(daily).map(({ length }) => length),
      [3, 2, 1],
    )
  })

  it('leaves days without an assessment empty in the strip, and makes one bar of days that follow', () => {
    fc.assert(
      fc.property(histories, (points) => {
        const [from, to] = [points[0]!.at, points.at(-1)!.at]
        const assessed = new Set(points.map(({ at }) => Math.floor(at / day)))
        const missed = Array.from({ length: Math.floor(to / day) - Math.floor(from / day) }, (_, index) => {
          return Math.floor(from / day) + index
        }).filter((one) => !assessed.has(one))
        const spans = stripOf(points, [from, to], 10_000)
        for (const one of missed)
          assert.ok(!spans.some((span) => span.from < (one + 1) * day && one * day < span.to))
      }),
    )
    // Whatever the hour of each day's run.
    const daily = Array.from({ length: 60 }, (_, at) =>
      pointAt(start + at * day + ((at * 7) % 23) * 3_600_000, 'pass', 900),
    )
    assert.equal(stripOf(daily, [daily[0]!.at, daily.at(-1)!.at], 160).length, 1)
  })

  it('draws a day that was waived as waived, and what nobody accepted before it', () => {
    const [violation, accepted] = [pointAt(start, 'violation', 10), pointAt(start + day, 'violation', 10)]
    const points = [violation, { ...accepted, waived: true }]
    const spans = stripOf(points, [points[0]!.at, points[1]!.at + day], 10)
    assert.deepEqual(
      spans.map(({ answer }) => answer),
      ['below-the-minimum', 'waived'],
    )
    assert.deepEqual(
      stripOf(points, [points[0]!.at, points[1]!.at], 1).map(({ answer }) => answer),
      ['below-the-minimum'],
    )
    assert.match(describeTrend(points), /1 below the minimum, 0 could not be determined, 1 waived\.$/)
  })

  it('draws what was demanded as steps, and the ramp to come from today on', () => {
    const past = [80, 80, 80, 90, 90].map((minimumPercent, at) => ({
      ...pointAt(start + at * day, 'pass', 950),
      minimumPercent,
    }))
    const now = { at: start + 4 * day, percent: 90 }
    assert.deepEqual(
      demandedUntilNow(past).map(({ percent }) => percent),
      [80, 90, 90],
    )
    const ramp = [
      { from: '2025-01-03', minimumPercent: 90 },
      { from: '2025-02-01', minimumPercent: 95 },
      { from: '2029-01-01', minimumPercent: 100 },
    ]
    const end = chartEnd(ramp, start, now.at)
    assert.ok(end > Date.parse('2025-02-01') && end < Date.parse('2025-06-01'), 'a far step squeezes nothing')
    assert.deepEqual(
      demandedFromNow(ramp, now, end).map(({ percent }) => percent),
      [90, 95, 95],
    )
    assert.deepEqual(demandedFromNow([], now, end), [])
  })

  it('takes the points of this rule alone, in their order, and ends with today', async () => {
    const report = await auditReport()
    const [first] = findingsOf(report)
    const points = seriesOf(
      first!,
      historyOf(report, 10).slice(0, -1).toReversed(),
      '2026-11-23T10:00:00.000Z',
    )
    assert.equal(points.length, 11)
    assert.ok(points.every(({ rule }) => rule === 'everybody-registered'))
    assert.deepEqual(
      points,
      points.toSorted((one, other) => one.at - other.at),
    )
    assert.equal(points.at(-1)?.count, first?.numbers?.count)
    assert.deepEqual(seriesOf(first!, [], report.judgedAt), [])
  })
})

const none = { deviceBound: 0, synced: 0, otherMfa: 0, phone: 0, none: 0, unclassified: 0 }
const phones = (phone: number) => ({ ...none, phone })

describe('what is drawn of methods over time', () => {
  const kept = (at: number, methods: ClassPoint['methods'] | null, segment = 'all') => ({
    ...pointAt(start + at * day, 'pass', 1),
    ...{ segment, methods: methods ?? null },
  })
  const today = { judgedAt: new Date(start + 9 * day).toISOString(), methods: phones(9) }

  it('is the methods of one segment, each moment once, from the first that has them, and ends with today', () => {
    const trend = [
      ...[kept(5, null), kept(5, phones(5)), kept(5, phones(5)), kept(5, phones(77), 'admins')],
      ...[kept(1, null), kept(6, null), kept(9, phones(8))],
    ]
    assert.deepEqual(
      classSeriesOf('all', trend, today).map(({ at, methods }) => [(at - start) / day, methods?.phone]),
      [
        [5, 5],
        [6, undefined],
        [9, 9],
      ],
    )
    assert.equal(classSeriesOf('guests', trend, today).length, 1)
  })

  it('holds until the next assessment, and nothing is drawn where that knew nothing', () => {
    const points = [1, 2, undefined, undefined, 5, 6].map((phone, at) => ({
      ...{ at, methods: phone === undefined ? undefined : phones(phone) },
    }))
    assert.deepEqual(
      classStretches(points).map((stretch) => stretch.map(({ at, methods }) => [at, methods?.phone])),
      [
        [
          [0, 1],
          [1, 2],
          [2, 2],
        ],
        [
          [4, 5],
          [5, 6],
        ],
      ],
    )
  })

  it('ends a while after the last assessment where a pause is longer than two of the usual', () => {
    const daily = [0, 1, 2, 3, 20, 21].map((at) => kept(at, phones(at)))
    const series = classSeriesOf('all', daily, {
      judgedAt: new Date(start + 22 * day).toISOString(),
      methods: phones(9),
    })
    assert.deepEqual(
      series.map(({ at, methods }) => [(at - start) / day, methods?.phone]),
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
        [4, undefined],
        [20, 20],
        [21, 21],
        [22, 9],
      ],
    )
    const weekly = [0, 7, 14, 21].map((at) => kept(at, phones(at)))
    const judgedAt = new Date(start + 28 * day).toISOString()
    const kinds = classSeriesOf('all', weekly, { judgedAt, methods: phones(9) })
    assert.ok(kinds.every(({ methods }) => methods !== undefined))
  })

  it('is thinned without filling a gap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 500 }),
        fc.integer({ min: 2, max: 50 }),
        (known, buckets) => {
          const points = known.map((one, at) => ({ at, methods: one ? phones(at) : undefined }))
          const thinned = thinClasses(points, buckets)
          assert.ok(thinned.length <= Math.max(buckets, 1))
          const covered = (at: number) =>
            classStretches(thinned).some((stretch) => stretch[0]!.at <= at && at < (stretch.at(-1)?.at ?? 0))
          for (const { at, methods } of points)
            if (methods === undefined && thinned.some((one) => one.at === at)) assert.ok(!covered(at))
          if (thinned.length > 1 && known.every((one) => !one)) assert.deepEqual(classStretches(thinned), [])
        },
      ),
    )
  })

  it('adds up to all users, and to nothing where there are none', () => {
    const count = fc.integer({ min: 0, max: 1e6 })
    const users = fc.record({ deviceBound: count, synced: count, otherMfa: count, phone: count, none: count })
    fc.assert(
      fc.property(users, (given) => {
        const spans = [...stackOf(given).values()]
        const all = Object.values(given).some((one) => one > 0)
        assert.ok(Math.abs((spans.at(-1)?.[1] ?? 0) - (all ? 100 : 0)) < 1e-6)
        for (const [index, [from]] of spans.entries()) assert.equal(from, spans[index - 1]?.[1] ?? 0)
      }),
    )
  })
})
