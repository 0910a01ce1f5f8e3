import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ago, parseStretch } from '../../src/history/retention.ts'

const back = (text: string, now: string): string =>
  ago(parseStretch(text, '--keep'), new Date(now)).toISOString()

describe('A retention', () => {
  const rows = [
    ['1d', '2026-03-01T10:00:00.000Z', '2026-02-28T10:00:00.000Z'],
    ['730d', '2026-11-22T10:00:00.000Z', '2024-11-22T10:00:00.000Z'],
    ['24mo', '2026-11-22T10:00:00.000Z', '2024-11-22T10:00:00.000Z'],
    ['2y', '2026-11-22T10:00:00.000Z', '2024-11-22T10:00:00.000Z'],
    ['1mo', '2026-03-31T23:59:59.999Z', '2026-02-28T23:59:59.999Z'],
    ['1mo', '2028-03-31T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['1y', '2028-02-29T00:00:00.000Z', '2027-02-28T00:00:00.000Z'],
    ['13mo', '2026-01-15T00:00:00.000Z', '2024-12-15T00:00:00.000Z'],
  ] as const
  for (const [text, now, then] of rows) {
    it(`of ${text} reaches from ${now} back to ${then}`, () => assert.equal(back(text, now), then))
  }

  const refused = [
    '',
    '0d',
    '24',
    'mo',
    '24m',
    '24 mo',
    '-1d',
    '1.5y',
    '1y6mo',
    '1e3d',
    '101y',
    '99999y',
    '٣d',
    '24MO',
  ]
  for (const text of refused) {
    it(`is refused for "${text}"`, () =>
      assert.throws(
        () => parseStretch(text, '--keep'),
        /^ConfigurationError: --keep is (".*"|a value not shown here); write days, months or/,
      ))
  }

  it('in months keeps the day and the time of day, or ends on the last day of a shorter month', () => {
    const moments = fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 1_200 }), (now, months) => {
        const then = ago({ length: months, unit: 'months' }, now)
        const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth()
        assert.equal(monthOf(now) - monthOf(then), months)
        assert.equal(then.toISOString().slice(10), now.toISOString().slice(10))
        const tomorrow = new Date(then.getTime() + 86_400_000)
        assert.ok(then.getUTCDate() === now.getUTCDate() || tomorrow.getUTCDate() === 1)
      }),
    )
  })
})
