import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { atMost, type EngineRun, startEngine } from './engine-run.ts'
import { type Form, type Scenario, scenarios } from './scenarios.ts'

const packs: Readonly<Record<Form, string>> = { directory: '../pack', executable: '../pack/executable' }
const inTurn = atMost(availableParallelism())

describe('embedded engine', function () {
  this.timeout(180_000)
  let directory: string

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'engine-test-'))
  })

  after(() => rm(directory, { recursive: true, force: true }))

  for (const form of ['directory', 'executable'] as const) {
    describe(`with a pack that is ${form === 'directory' ? 'a directory' : 'an executable file'}`, () => {
      const mine = scenarios.filter((scenario) => scenario.form === undefined || scenario.form === form)
      const runs = new Map<Scenario, Promise<EngineRun>>()
      before(() => {
        for (const scenario of mine)
          runs.set(
            scenario,
            inTurn(() => play(scenario, form)),
          )
      })
      for (const scenario of mine) {
        it(scenario.title, async () => {
          const run = await runs.get(scenario)
          assert.ok(run !== undefined)
          check(scenario, run)
        })
      }
    })
  }

  async function play(scenario: Scenario, form: Form): Promise<EngineRun> {
    const file = join(directory, `${form}-${scenarios.indexOf(scenario)}.json`)
    if (scenario.config !== undefined) await writeFile(file, scenario.config)
    const config = scenario.config === undefined ? [] : ['--policy-pack-config', file]
    const words = [
      'preview',
      '--non-interactive',
      '--color',
      'never',
      '--policy-pack',
      packs[form],
      ...config,
    ]
    const environment = {
      PACK_DOES: scenario.pack ?? 'pass',
      PROGRAM_DOES: scenario.program ?? 'run',
      COMPONENTS: String(scenario.components ?? 1),
    }
    return startEngine([...words, ...(scenario.words ?? [])], environment).ended
  }
})

describe('embedded engine, asked to stop', function () {
  this.timeout(60_000)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends the pack it started on ${signal}, and says that it was cancelled`, async () => {
      const { engine, ended } = startEngine(['preview', '--policy-pack', '../pack'], { PACK_DOES: 'hang' })
      const pid = await new Promise<number>((resolve) => {
        engine.stdout.on('data', (chunk: Buffer) => {
          const [, found] = /pid (\d+)/.exec(chunk.toString()) ?? []
          if (found !== undefined) resolve(Number(found))
        })
      })
      engine.kill(signal)
      const { exit, output } = await ended
      assert.equal(exit, 1)
      assert.match(output, /error: preview canceled/)
      assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
    })
  }
})

describe('embedded engine, as a command', function () {
  this.timeout(60_000)

  it('says in its first line what it is', async () => {
    const { exit, firstLine, output } = await startEngine(['preview']).ended
    assert.equal(exit, 0)
    assert.match(
      firstLine,
      /stand-in for the Pulumi CLI: it previews only, and nothing is ever created\. To get/,
    )
    assert.match(output, /^Previewing update \(dev\):\n\n \+ {2}pulumi:pulumi:Stack lab-dev create \n/)
  })

  it('shows packs of one name and version in one block', async () => {
    const words = ['preview', '--policy-pack', '../pack,../pack/executable']
    const { output } = await startEngine(words, { PACK_DOES: 'violate' }).ended
    assert.match(output, /❌ fixture-pack@v0\.0\.1 \(local: \.\.\/pack; \.\.\/pack\/executable\)\n/)
    assert.equal(output.match(/Minimum is 90%/g)?.length, 2)
  })

  it('looks for the project in the directory it is told', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'engine-test-'))
    const { exit, errors } = await startEngine(['preview', '--cwd', elsewhere]).ended
    await rm(elsewhere, { recursive: true })
    assert.equal(exit, 1)
    assert.match(
      errors,
      /^error: no Pulumi\.yaml project file found \(searching upwards from .*engine-test-.*\)\n$/,
    )
  })

  it('names a pack that is not there', async () => {
    const { exit, errors } = await startEngine(['preview', '--policy-pack', '../nowhere']).ended
    assert.equal(exit, 1)
    assert.match(errors, /located at "\.\.\/nowhere": open \.\.\/nowhere\/PulumiPolicy\.yaml: no such file/)
  })

  for (const words of [['up', '--yes'], ['up'], ['destroy'], ['preview', '--diff'], ['preview', 'x'], []]) {
    it(`refuses \`${words.join(' ')}\` with one sentence on how to get the CLI`, async () => {
      const { exit, errors } = await startEngine(words).ended
      assert.equal(exit, 2)
      assert.match(errors, /^error: .*the embedded engine previews only.*To get the Pulumi CLI, .*\n$/i)
    })
  }
})

function check({ exit, shows = [], hides = [], errors }: Scenario, run: EngineRun): void {
  const all = `${run.output}\n--- stderr\n${run.errors}`
  assert.equal(run.exit, exit, all)
  for (const text of shows)
    assert.ok(run.output.includes(text), `does not show ${JSON.stringify(text)}:\n${all}`)
  for (const text of hides) assert.ok(!run.output.includes(text), `shows ${JSON.stringify(text)}:\n${all}`)
  if (errors instanceof RegExp) assert.match(run.errors, errors)
  else if (errors !== undefined || exit === 0) assert.equal(run.errors, errors ?? '')
}
