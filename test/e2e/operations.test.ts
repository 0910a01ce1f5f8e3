import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { rootStackUrn } from '../../src/rules/root-stack-urn.ts'
import type { Ran } from '../support/run-process.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const pack = packPaths.executable
const zone = `urn:pulumi:${stackName}::e2e::example:platform:LandingZone::landing-zone`
const below = /Below the minimum: 33 of 23,123/

interface Answer extends Ran {
  readonly all: string
  /** Requests for the report. */
  readonly asked: number
}

interface State {
  readonly deployment: { readonly resources?: readonly { readonly urn: string; readonly type: string }[] }
}

/**
 * Which operations ask the gate, as test/e2e/operations.ts lists them, one `it` for each row that a CLI can show. Counted
 * as skipped where there is none.
 */
describe('the operations of the Pulumi CLI', function () {
  this.timeout(240_000)
  let bench: Workbench

  before(async function () {
    this.timeout(400_000)
    bench = await openWorkbench()
    if (bench.pulumi.engine === 'embedded') return
    // So that there is something to refresh, to analyze and to destroy.
    const created = await run(22_000, ['up', '--skip-preview', '--yes'])
    assert.equal(created.exitCode, 0, created.all)
  })
  beforeEach(function () {
    if (bench.pulumi.engine === 'embedded') this.skip()
  })
  after(() => bench.remove())

  const run = async (
    registered: number,
    args: readonly string[],
    packed = true,
    more: NodeJS.ProcessEnv = {},
  ): Promise<Answer> => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered }))
    const ran = await bench.run(
      [...args, ...(packed ? ['--policy-pack', pack] : []), '--non-interactive', '--color', 'never'],
      { ...tenant.environment, MFA_GATE_TIMEOUT: '10s', MFA_GATE_SIMULATED_UPDATES: 'allow', ...more },
    )
    const asked = tenant.requests.filter(({ path }) => path.includes('getCredentialUserRegistrationCount'))
    return { ...ran, all: ran.stdout + ran.stderr, asked: asked.length }
  }
  const onStack = (verb: string, ...more: string[]): readonly string[] => [
    ...[verb, '--stack', stackName, ...(verb === 'preview' ? [] : ['--yes'])],
    ...more,
  ]
  const refuses = async (args: readonly string[]): Promise<Answer> => {
    const answer = await run(33, args)
    assert.notEqual(answer.exitCode, 0, answer.all)
    assert.match(answer.all, below)
    return answer
  }
  const exported = async (): Promise<State> =>
    JSON.parse((await bench.run(['stack', 'export', '--stack', stackName], {})).stdout) as State
  const plan = () => join(bench.directory, 'plan.json')

  it('preview', async () => {
    await refuses(onStack('preview'))
    for (const more of [['--target', zone], ['--exclude', zone], ['--refresh'], ['--save-plan', plan()]])
      await refuses(onStack('preview', ...more))
    assert.ok(!existsSync(plan()), 'a plan is written')
  })

  it('preview, whose violations of rules are against the root stack, as exceptions have to name it', async () => {
    const streaming = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: 'true' }
    const { stdout } = await run(33, onStack('preview', '--json'), true, streaming)
    const urns = [...stdout.matchAll(/"policyEvent":\{"resourceUrn":"([^"]+)"/g)].map(([, urn]) => urn)
    assert.deepEqual(urns, [rootStackUrn({ project: 'e2e', stack: stackName })], stdout)
  })

  it('up', async () => {
    const refused = await refuses(onStack('up'))
    assert.doesNotMatch(refused.all, /Updating/)
    const passed = await run(22_000, onStack('up'))
    assert.equal(passed.exitCode, 0, passed.all)
    const statements = passed.all.split(/^Updating/m).map((part) => part.includes('entra-mfa-gate: passed'))
    assert.deepEqual(statements, [true, true], passed.all)
  })

  it('up --skip-preview', async () => {
    for (const more of [
      ['--target', zone],
      ['--exclude', zone],
      ['--target-replace', zone],
      ['--continue-on-error'],
    ])
      await refuses(onStack('up', '--skip-preview', '--config', 'e2e:workloads=3', ...more))
    const urns = (await exported()).deployment.resources?.map(({ urn }) => urn) ?? []
    assert.ok(
      urns.some((urn) => urn.endsWith('workload-2')) && !urns.some((urn) => urn.endsWith('workload-3')),
    )
  })

  it('up --plan', async () => {
    const saved = await run(22_000, onStack('preview', '--save-plan', plan()))
    assert.equal(saved.exitCode, 0, saved.all)
    await refuses(onStack('up', '--plan', plan()))
    await refuses(onStack('up', '--plan', plan(), '--skip-preview'))
  })

  it('up --refresh', async () => {
    await refuses(onStack('up', '--refresh'))
    await refuses(onStack('up', '--refresh', '--skip-preview'))
  })

  it('analyze', async () => {
    const file = bench.write('export.json', JSON.stringify(await exported()))
    for (const state of [
      ['-s', stackName],
      ['--file', file],
    ]) {
      await refuses(['policy', 'analyze', ...state])
      const passed = await run(22_000, ['policy', 'analyze', ...state])
      assert.equal(passed.exitCode, 0, passed.all)
      assert.doesNotMatch(passed.all, /nothing was judged/)
    }
  })

  it('analyze, empty', async () => {
    const { deployment, ...rest } = await exported()
    const file = bench.write(
      'empty.json',
      JSON.stringify({ ...rest, deployment: { ...deployment, resources: [] } }),
    )
    const answer = await run(33, ['policy', 'analyze', '--file', file])
    assert.deepEqual([answer.exitCode, answer.asked], [0, 0])
    assert.match(answer.stderr, /has no resources; nothing to analyze/)
  })

  it('analyze, rootless', async () => {
    const { deployment, ...rest } = await exported()
    const others = (deployment.resources ?? []).filter(({ type }) => type !== 'pulumi:pulumi:Stack')
    const orphans = others.map((resource) => ({ ...resource, parent: undefined }))
    const file = bench.write(
      'rootless.json',
      JSON.stringify({ ...rest, deployment: { ...deployment, resources: orphans } }),
    )
    const answer = await run(33, ['policy', 'analyze', '--file', file])
    assert.notEqual(answer.exitCode, 0, answer.all)
    assert.equal(answer.asked, 0)
    assert.match(
      answer.all,
      /Could not determine: the rules are judged on the root stack, and this state has none/,
    )
  })

  it('no pack', async () => {
    const state = bench.write('state.json', JSON.stringify(await exported()))
    const id = 'example:platform:Nothing'
    const verbs: readonly (readonly string[])[] = [
      onStack('refresh'),
      onStack('import', id, 'nothing', 'nothing'),
      ['stack', 'import', '--stack', stackName, '--file', state],
      onStack('state delete', zone),
      [...onStack('refresh'), '--run-program'],
      [...onStack('destroy'), '--run-program'],
      onStack('destroy'),
    ].map((words) => words.flatMap((word) => word.split(' ')))
    for (const words of verbs) {
      const packed = await run(33, words)
      assert.match(packed.all, /unknown flag: --policy-pack/, words.join(' '))
    }
    for (const words of [onStack('refresh'), onStack('destroy')]) {
      const bare = await run(33, words, false)
      assert.deepEqual([bare.exitCode, bare.asked], [0, 0], bare.all)
    }
  })
})
