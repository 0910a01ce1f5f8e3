import assert from 'node:assert/strict'
import { clouds } from '../../src/config/cloud.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { settingNames, settingTable } from '../../src/config/setting-table.ts'
import { settingsFrom } from '../../src/config/settings.ts'

describe('the settings', () => {
  it('have 30 seconds and the built-in rules when nothing is set', () => {
    assert.partialDeepStrictEqual(settingsFrom({}), {
      rulesFile: undefined,
      time: { deadlineMs: 30_000, walkDeadlineMs: 600_000 },
      pace: undefined,
      simulatedTenant: undefined,
      baselines: undefined,
      organization: undefined,
      cloud: clouds.public,
      expectedTenant: undefined,
    })
  })

  for (const name of settingNames) {
    for (const value of ['', ' ']) {
      it(`refuse ${name} when it is "${value}"`, () => {
        assert.throws(() => settingsFrom({ [name]: value }), {
          problems: [`${name} is empty; unset it or give it a value`],
        })
      })
    }
  }

  for (const [name, meant] of [
    ['MFA_GATE_RULE', '; did you mean "MFA_GATE_RULES"?'],
    ['mfa_gate_rules', '; did you mean "MFA_GATE_RULES"?'],
    ['MFAGATE_RULES', '; did you mean "MFA_GATE_RULES"?'],
    ['ENTRA_MFA_GATE_RULES', '; did you mean "MFA_GATE_RULES"?'],
    ['entra-mfa-gate-rules', '; did you mean "MFA_GATE_RULES"?'],
    ['MFA-GATE-SNAPSHOT', '; did you mean "MFA_GATE_SNAPSHOT"?'],
    ['MFA_GATE_TENANT_ID', '; did you mean "MFA_GATE_TENANT"?'],
    ['MFA_GATE_MINIMUM_RATIO_OF_USERS', `; allowed: ${settingNames.join(', ')}`],
  ] as const) {
    it(`refuse ${name}, which would be a setting that is lost`, () => {
      assert.throws(() => settingsFrom({ [name]: 'x' }), {
        problems: [`${name} is not a setting of the gate; correct its name or unset it${meant}`],
      })
    })
  }

  it('leave the variables of others alone', () => {
    settingsFrom({ MFA_GATEWAY_URL: '', OTHER_MFA_GATE_RULE: '', MFA_GATE: '', ENTRA_MFA_GATE_PORT: '80' })
  })

  it('name every one that is wrong', () => {
    const given = { MFA_GATE_RULE: 'x', MFA_GATE_TENANTS: '' }
    assert.throws(
      () => settingsFrom(given),
      ({ problems }: ConfigurationError) => problems.length === 2,
    )
  })

  it('tell all values that are wrong, in the order of the table', () => {
    const given = { MFA_GATE_PACE: 'fast', MFA_GATE_CLOUD: 'moon', MFA_GATE_QUIET: 'yes' }
    assert.throws(
      () => settingsFrom(given),
      ({ problems }: ConfigurationError) =>
        problems.map((problem) => problem.split(' ')[0]).join() ===
        'MFA_GATE_CLOUD,MFA_GATE_QUIET,MFA_GATE_PACE',
    )
  })

  it('are a member for each row that names one, and no others', () => {
    const members = Object.values(settingTable).flatMap(({ member }) => member ?? [])
    assert.deepEqual(Object.keys(settingsFrom({})), members)
  })

  for (const [text, milliseconds] of [
    ['10', 10_000],
    ['10s', 10_000],
    ['2m', 120_000],
    ['500ms', 500],
    ['1.5 s', 1_500],
  ] as const) {
    it(`read a timeout of "${text}" as ${milliseconds} ms`, () => {
      assert.equal(settingsFrom({ MFA_GATE_TIMEOUT: text }).time.deadlineMs, milliseconds)
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
