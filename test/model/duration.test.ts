import assert from 'node:assert/strict'
import { parseDuration } from '../../src/model/duration.ts'

describe('A stretch of time in words', () => {
  for (const [text, units, milliseconds] of [
    ['500ms', ['ms', 's'], 500],
    ['1.5m', ['s', 'm'], 90_000],
    [' 40 s ', ['s'], 40_000],
    ['1h', ['s', 'm', 'h'], 3_600_000],
    ['7d', ['h', 'd'], 604_800_000],
    ['0s', ['s'], 0],
    ['7d', ['s', 'm', 'h'], undefined],
    ['30', ['s'], undefined],
    ['1e9s', ['s'], undefined],
    ['-1s', ['s'], undefined],
    ['1 s 2', ['s'], undefined],
    ['', ['s'], undefined],
  ] as const) {
    it(`is ${milliseconds ?? 'none'}: "${text}" in ${units.join(', ')}`, () => {
      assert.equal(parseDuration(text, units), milliseconds)
    })
  }

  it('has the unit of whoever asks where it has none', () => {
    assert.equal(parseDuration('30', ['ms', 's', 'm'], 's'), 30_000)
  })
})
