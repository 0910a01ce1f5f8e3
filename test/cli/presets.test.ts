import assert from 'node:assert/strict'
import { presetNames, presets } from '../../src/cli/rules/presets.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'
import { runCli } from '../support/run-cli.ts'

const tenant = (registered: number, mix: string) =>
  startTenant(
    loadScenario(`{population: 1000, counts: {mfaRegistered: ${registered}},
  users: {guests: 0, admins: 10, adminsRegistered: 10, mix: ${mix}}, permissions: [AuditLog.Read.All, Reports.Read.All]}`),
  )

describe('rules init --preset', () => {
  for (const name of presetNames)
    it(`writes a document that is valid and says where its numbers come from: ${name}`, async () => {
      const { exitCode, stdout } = await runCli(['rules', 'init', '--preset', name, '-'])
      assert.equal(exitCode, 0)
      assert.equal(stdout, presets[name])
      const { rules, source } = parseRulesText(stdout, 'mfa-rules.yaml')
      assert.ok(rules.length > 0 && source === 'registrationDetails')
      assert.match(stdout, /20\d\d/)
    })

  it('refuses a name that is none', async () => {
    const { exitCode, stderr } = await runCli(['rules', 'init', '--preset', 'sms', '-'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /sms-retirement/)
  })

  it('warns before the end of SMS and voice, with users and days, and refuses after it', async () => {
    await using some = await tenant(990, '{phone: 15%, key: 5%}')
    const before = await runCheck(some, { rules: endsIn(32) })
    assert.match(
      before.stdout,
      /Warning: the next step is 95 % from [\d-]+ \(mfa-rules\.yaml:\d+\), in 15 days; today 11\d more users/,
    )
    const after = await runCheck(some, { rules: endsIn(0) })
    assert.equal(after.exitCode, 1, after.stdout)
    assert.match(after.stdout, /Below the minimum: 8\d\d of 1,000 members .* is not a phone, 100 % required/)
  })

  it('judges what each framework asks, on a tenant where all have a key', async () => {
    await using all = await tenant(1000, '{key: 100%}')
    for (const name of presetNames) {
      const { exitCode, stdout } = await runCheck(all, { rules: presets[name] })
      assert.equal(exitCode, 0, `${name}\n${stdout}`)
    }
  })
})

/** The preset for the end of SMS and voice, with its last steps moved to so many days from today. */
function endsIn(days: number): string {
  const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
  return presets['sms-retirement']
    .replaceAll(/from: 2026-09-01/g, `from: ${day(days - 150)}`)
    .replaceAll(/from: 2026-12-01/g, `from: ${day(days - 62)}`)
    .replaceAll(/from: 2027-01-15/g, `from: ${day(days - 17)}`)
    .replaceAll(/from: 2027-02-01/g, `from: ${day(days)}`)
}
