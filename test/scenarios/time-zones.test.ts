import assert from 'node:assert/strict'
import { dayOf, formatDay } from '../../src/rules/calendar.ts'
import { answer, tables } from './scenario.ts'

/** Far east, far west, half an hour off, and UTC: every day that is not UTC's somewhere. */
const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata', 'America/New_York', 'UTC']

describe('the time zone of the machine', () => {
  const before = process.env['TZ']
  afterEach(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  for (const zone of zones) {
    it(`does not move a day: ${zone}`, () => {
      process.env['TZ'] = zone
      assert.equal(formatDay(dayOf(new Date('2028-02-29T23:59:59.999Z'))), '2028-02-29')
      assert.equal(formatDay(dayOf(new Date('2028-03-01T00:00:00.000Z'))), '2028-03-01')
    })

    it(`does not change a ramp or a waiver: ${zone}`, async () => {
      process.env['TZ'] = zone
      for (const name of ['ramp.yaml', 'waivers.yaml']) {
        const { document, rows } = tables().get(name)!
        for (const row of rows) {
          const { verdict, effect, lines } = await answer(document, row)
          assert.deepEqual([verdict, effect, lines[0]], [row.verdict, row.effect, row.says], row.title)
        }
      }
    })
  }
})
