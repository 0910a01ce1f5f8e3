import assert from 'node:assert/strict'
import { clouds } from '../../src/config/cloud.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { settingsFrom } from '../../src/config/settings.ts'

describe('the settings', () => {
  it('have 30 seconds and the built-in rules when nothing is set', () => {
    assert.partialDeepStrictEqual(settingsFrom({}), {
      rulesFile: undefined,
      deadlineMs: 30_000,
      walkDeadlineMs: 600_000,
      pace: undefined,
      simulatedTenant: undefined,
      baselines: undefined,
      organization: undefined,
      cloud: clouds.public,
      expectedTenant: undefined,
    })
  })

  it('take an empty variable for an unset one', () => {
    assert.deepEqual(settingsFrom({ MFA_GATE_RULES: '', MFA_GATE_TIMEOUT: ' ' }), settingsFrom({}))
  })

  for (const [text, milliseconds] of [
    ['10', 10_000],
    ['10s', 10_000],
    ['2m', 120_000],
    ['500ms', 500],
    ['1.5 s', 1_500],
  ] as const) {
    it(`read a timeout of "${text}" as ${milliseconds} ms`, () => {
      assert.equal(settingsFrom({ MFA_GATE_TIMEOUT: text }).deadlineMs, milliseconds)
    })
  }

  for (const text of ['0', '-1', 'soon', '2h', '61m', '1e3']) {
    it(`refuse a timeout of "${text}"`, () => {
      assert.throws(
        () => settingsFrom({ MFA_GATE_TIMEOUT: text }),
        /MFA_GATE_TIMEOUT is ".*"; write a time above 0/,
      )
    })
  }

  for (const text of ['https://localhost:1', 'https://127.0.0.1:1', 'https://[::1]:1']) {
    it(`take ${text} for the embedded tenant`, () => {
      assert.equal(settingsFrom({ MFA_GATE_SIMULATED_TENANT: text }).simulatedTenant, text)
    })
  }

  for (const text of [
    'http://localhost:1',
    'https://evil.example',
    'https://localhost.evil.example',
    'https://127.0.0.1.evil.example',
    'https://10.0.0.1',
    'localhost',
  ]) {
    it(`refuse ${text} as embedded tenant, which would be believed without a proof`, () => {
      assert.throws(() => settingsFrom({ MFA_GATE_SIMULATED_TENANT: text }), ConfigurationError)
    })
  }
})
