import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import { answerOf } from '../../examples/automation-api/gated.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { projectDirectory, runProcess } from '../support/run-process.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from '../e2e/preview.ts'

const event = (message: string, enforcementLevel: string, policyPackName = 'entra-mfa-gate'): EngineEvent =>
  ({
    sequence: 1,
    timestamp: 1,
    policyEvent: { message, enforcementLevel, policyPackName },
  }) as unknown as EngineEvent

const rows: readonly (readonly [
  title: string,
  events: readonly EngineEvent[],
  failed: boolean,
  answer: string,
])[] = [
  ['nothing was found', [], false, 'passed'],
  ['something only warned', [event('Below the minimum: 1.\nMore.', 'advisory')], false, 'passed'],
  [
    'a rule was not met',
    [event('<{%reset%}>Below the minimum: 1.\nMore.<{%reset%}>', 'mandatory')],
    true,
    'below the minimum',
  ],
  ['the ratio fell', [event('Dropped too far: 1.', 'mandatory')], true, 'below the minimum'],
  ['nobody could tell', [event('Could not determine: no.', 'mandatory')], true, 'could not determine'],
  ['another pack refused', [event('Below the minimum: 1.', 'mandatory', 'other')], true, 'failed otherwise'],
  ['the program failed', [event('Below the minimum: 1.', 'advisory')], true, 'failed otherwise'],
]

describe('the example of the Automation API', function () {
  this.timeout(240_000)
  let bench: Workbench
  before(async () => (bench = await openWorkbench()))
  after(() => bench.remove())

  for (const [title, events, failed, answer] of rows) {
    it(`answers "${answer}" where ${title}`, () => {
      assert.equal(answerOf(events, failed).answer, answer)
    })
  }

  it('tells the first line of a violation, which stands alone', () => {
    assert.deepEqual(answerOf([event('Below the minimum: 1.\nMore.', 'mandatory')], true).found, [
      'Below the minimum: 1.',
    ])
  })

  for (const [registered, exitCode, says] of [
    [33, 1, /^Below the minimum: 33 of 100 users [^\n]+\nThe gate: below the minimum\.$/m],
    [99, 0, /^The gate: passed\.$/m],
  ] as const) {
    it(`previews a stack of a tenant with ${registered} of 100 registered (only with a Pulumi CLI)`, async function () {
      if (bench.pulumi.engine === 'embedded') this.skip()
      await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered }))
      const example = join(projectDirectory, 'examples/automation-api/index.ts')
      const words = [process.execPath, example, 'preview', bench.directory, stackName, packPaths.executable]
      const {
        stdout,
        stderr,
        exitCode: answered,
      } = await runProcess(
        words,
        { ...bench.environment, ...tenant.environment, MFA_GATE_TIMEOUT: '10s' },
        { limitMs: 200_000 },
      )
      assert.equal(answered, exitCode, stdout + stderr)
      assert.match(stdout, says)
    })
  }
})
