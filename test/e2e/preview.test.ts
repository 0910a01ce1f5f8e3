import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import type { Ran } from '../support/run-process.ts'
import { openWorkbench, packPaths, previewOf, type Workbench } from './preview.ts'
import { type PreviewScenario, previewScenarios } from './scenarios.ts'

let bench: Workbench

before(async function () {
  this.timeout(400_000)
  bench = await openWorkbench()
  const { engine, version } = bench.pulumi
  process.stdout.write(
    engine === 'cli'
      ? `  The previews run on the Pulumi CLI ${version ?? ''}.\n`
      : '  No Pulumi CLI can be had here: the previews run on the embedded engine, a stand-in; what only the CLI can show is skipped.\n',
  )
})

after(() => bench.remove())

/** Writes what the scenario is about and answers the arguments and environment that point there. */
function inputs(scenario: PreviewScenario): { args: readonly string[]; environment: NodeJS.ProcessEnv } {
  const { rules, config, workloads = 2, stackConfig = {}, timeout = '5s' } = scenario
  const configured = Object.entries({ 'e2e:workloads': String(workloads), ...stackConfig })
  if (rules !== undefined && rules !== 'missing') bench.write('rules.yaml', rules)
  const file = config === undefined ? undefined : bench.write('policy-config.json', JSON.stringify(config))
  return {
    args: [
      ...(file === undefined ? [] : ['--policy-pack-config', file]),
      ...configured.flatMap(([key, value]) => ['--config', `${key}=${value}`]),
    ],
    environment: {
      MFA_GATE_TIMEOUT: timeout,
      ...scenario.environment,
      ...(rules === undefined
        ? {}
        : { MFA_GATE_RULES: `${bench.directory}/${rules === 'missing' ? 'missing' : 'rules'}.yaml` }),
    },
  }
}

async function preview(scenario: PreviewScenario, pack: string): Promise<Ran & { reportRequests: number }> {
  const { population = 23_123, registered = 33, fault } = scenario
  const faults = fault === undefined ? [] : [fault]
  await using tenant = await startTenant(scenarioFromOptions({ population, registered, faults }))
  const { args, environment } = inputs(scenario)
  const command = [...previewOf(pack), ...args]
  const ran = await bench.keepingStackConfig(() =>
    bench.run(command, { ...tenant.environment, ...environment }),
  )
  const output = ran.stdout + ran.stderr
  assert.ok(!output.includes(tenant.environment['AZURE_CLIENT_SECRET'] ?? '?'), 'the secret is printed')
  const reportRequests = tenant.requests.filter(({ path }) =>
    path.includes('getCredentialUserRegistrationCount'),
  ).length
  return { ...ran, reportRequests }
}

function assertAsExpected(scenario: PreviewScenario, ran: Ran & { reportRequests: number }): void {
  const output = ran.stdout + ran.stderr
  assert.equal(ran.exitCode !== 0, scenario.refused, output)
  for (const text of scenario.says) assert.ok(output.includes(text), `lacks "${text}":\n${output}`)
  for (const text of scenario.saysNot ?? []) assert.ok(!output.includes(text), `has "${text}":\n${output}`)
  assert.doesNotMatch(output, /^\s+at .+:\d+:\d+/m, 'a stack trace is printed')
  if (scenario.reportRequests !== undefined) assert.equal(ran.reportRequests, scenario.reportRequests)
}

describe('pulumi preview with the policy pack', () => {
  for (const form of ['directory', 'executable'] as const) {
    describe(`as ${form === 'directory' ? 'a directory' : 'one executable file'}`, () => {
      for (const scenario of previewScenarios.filter((one) => (one.form ?? form) === form)) {
        it(`${scenario.refused ? 'refuses' : 'passes'}: ${scenario.title}`, async function () {
          this.timeout(120_000)
          assertAsExpected(scenario, await preview(scenario, packPaths[form]))
        })
      }
    })
  }
})
