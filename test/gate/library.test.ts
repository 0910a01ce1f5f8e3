import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  assessTenant,
  ConfigurationError,
  readTenant,
  type RulesInput,
  settingsFrom,
} from '../../src/index.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { snapshotOf } from '../support/make.ts'
import { trusting } from '../support/run-cli.ts'

const rules = {
  rules: [{ id: 'everybody', measure: 'mfaRegistered', minimum: '90%' }],
  stacks: [{ stack: '*/*/prod', minimum: '95%' }],
} as const satisfies RulesInput

describe('the library', () => {
  let directory: string
  before(() => (directory = mkdtempSync(join(tmpdir(), 'mfa-gate-library-'))))
  after(() => rmSync(directory, { recursive: true }))

  function savedEnvironment(registered: number): Record<string, string> {
    const snapshot = snapshotOf(100, { mfaRegistered: registered })
    const provenance = { ...snapshot.provenance, receivedAt: new Date().toISOString() }
    const saved = { snapshots: [{ ...snapshot, provenance }], exclusionsSha256: undefined, version: '0' }
    writeFileSync(join(directory, 'tenant.json'), savedText(saved))
    return { MFA_GATE_SNAPSHOT: 'tenant.json', MFA_GATE_TENANT: snapshot.tenantId }
  }

  const rows = [
    { stack: 'acme/shop/dev', registered: 90, outcome: 'passed', stops: false },
    { stack: 'acme/shop/dev', registered: 89, outcome: 'refused', stops: true },
    { stack: 'acme/shop/prod', registered: 90, outcome: 'refused', stops: true },
    { stack: undefined, registered: 99, outcome: 'undetermined', stops: true },
  ]
  for (const { stack, registered, outcome, stops } of rows)
    it(`assesses a saved snapshot: ${registered} % for ${stack ?? 'an unknown stack'} is ${outcome}`, async () => {
      const environment = savedEnvironment(registered)
      const answer = await assessTenant({ rules, stack, environment, directory })
      assert.equal(answer.outcome, outcome, answer.text)
      assert.equal(answer.stops, stops)
      assert.deepEqual(
        answer.report.verdicts.map(({ rule }) => rule.id),
        ['everybody'],
      )
      assert.match(answer.text, new RegExp(`${registered} of 100 users|Could not determine`))
    })

  it('assesses the tenant where no snapshot is named, by the built-in rules', async () => {
    await using tenant = await startTenant(loadScenario('{population: 100, counts: {mfaRegistered: 94}}'))
    using _ = trusting(tenant.environment['NODE_EXTRA_CA_CERTS'])
    const answer = await assessTenant({ environment: tenant.environment, directory })
    assert.equal(answer.outcome, 'refused', answer.text)
    assert.match(answer.text, /94 of 100 users/)
  })

  it('reads the saved snapshot that the settings name, and never the tenant in its place', async () => {
    const environment = savedEnvironment(89)
    const access = { settings: settingsFrom(environment), environment, directory, now: () => new Date() }
    const questions = [{ measure: 'mfaRegistered', segment: 'all' }] as const
    const inquiry = { questions, source: undefined, exclusions: undefined }
    const [first] = await readTenant(inquiry, access)
    assert.ok(first?.reading.kind === 'snapshot')
    assert.equal(first.reading.snapshot.counts.mfaRegistered, 89)
    const missing = { ...access, settings: { ...access.settings, snapshotFile: 'gone.json' } }
    await assert.rejects(async () => readTenant(inquiry, missing), ConfigurationError)
  })

  const mistakes = [
    [
      { rules: [{ id: 'a', measure: 'mfaRegistered', minimum: 95 }] },
      /rules of the program \(\/rules\/0\/minimum\)/,
    ],
    [{ rules: [{ id: 'a', measure: 'mfaRegistred', minimum: 1 }] }, /\(\/rules\/0\/measure\).*mfaRegistered/],
    [{ rule: [] }, /unknown key "rule"/],
    [{ rules: [{ id: 'a', measure: 'mfaRegistered', minimum: Number.NaN }] }, /\(\/rules\/0\/minimum\)/],
    [{ rules: [], waiversFile: 'gone.yaml' }, /\(\/rules\)/],
  ] as const
  for (const [wrong, sentence] of mistakes)
    it(`refuses rules that are none: ${JSON.stringify(wrong)}`, async () => {
      const question = { rules: wrong as unknown as RulesInput, environment: {}, directory }
      await assert.rejects(assessTenant(question), (error) => {
        assert.ok(error instanceof ConfigurationError)
        assert.match(error.problems.join('\n'), sentence)
        return true
      })
    })

  it('refuses rules that refer to themselves', async () => {
    const circle: { rules: unknown[] } = { rules: [] }
    circle.rules.push(circle)
    const question = { rules: circle as unknown as RulesInput, environment: {}, directory }
    await assert.rejects(assessTenant(question), /cannot be written as JSON/)
  })
})
