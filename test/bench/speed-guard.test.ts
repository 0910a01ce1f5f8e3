import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'
import { measured } from './speed/contest.ts'
import { isSlower, machineKind, type Sitting, sittingOf, sittingsIn } from './speed/guard.ts'
import { stagesOf } from './speed/stages.ts'

const machine = machineKind()
const row = { title: 'a', yardstick: 'b', rounds: 5, wallMs: 200, bareMs: 100 }
const committed: Sitting = {
  measuredAt: '2026-11-26T00:00:00Z',
  machine,
  rows: [{ ...row, id: 'a', ratio: 2 }],
}

describe('The guard of the speed', () => {
  for (const [title, id, ratio, slower] of [
    ['lets pass what is as slow as it was', 'a', 2, false],
    ['lets pass what is up to a quarter slower beside its yardstick', 'a', 2.5, false],
    ['is red for what is more than that', 'a', 2.51, true],
    ['says nothing of what nobody has measured before', 'b', 99, false],
  ] as const) {
    it(title, () => assert.equal(isSlower({ id, ratio }, committed), slower))
  }

  it('compares with a machine of the same kind alone', () => {
    assert.equal(sittingOf(machine, [committed]), committed)
    assert.equal(sittingOf({ ...machine, cpu: 'another' }, [committed]), undefined)
    assert.equal(sittingOf({ ...machine, cores: machine.cores + 1 }, [committed]), undefined)
    assert.equal(isSlower({ id: 'a', ratio: 99 }, undefined), false)
  })

  it('takes the median of runs in turn, whose first does not count, whatever their time', async () => {
    const times = { bare: [900, 10, 10, 90], ours: [900, 20, 30, 20] }
    const next = (who: keyof typeof times) => () => Promise.resolve({ wallMs: times[who].shift() ?? 0 })
    const contest = { id: 'a', title: 'a', yardstick: 'b', bare: next('bare'), ours: next('ours') }
    const { ratio, wallMs, bareMs } = await measured(contest, 3)
    assert.deepEqual([wallMs, bareMs, ratio], [20, 10, 2])
  })

  it('has figures of one machine at least, and none that nobody measures', () => {
    const sittings = sittingsIn(join(projectDirectory, 'docs/bench/speed.json'))
    assert.ok(sittings.length > 0)
    for (const { rows } of sittings) assert.ok(rows.length >= 11, `${rows.length}`)
    const page = readFileSync(join(projectDirectory, 'docs/bench/speed.md'), 'utf8')
    const last = sittings.at(-1)?.rows ?? []
    for (const { title, ratio } of last) {
      assert.ok(page.includes(`| ${title} |`), title)
      assert.ok(page.includes(`| ${ratio.toFixed(2)} |`), `${title}: ${ratio}`)
    }
  })

  it('sits for every form of the pack, walk and audit that it is asked for', () => {
    const names = stagesOf({ users: [10, 20], tenants: [5], days: 1 }).map(({ name }) => name)
    assert.deepEqual(names, [
      ...['start', 'check', 'walk of 10', 'walk of 10, gzip', 'walk of 20', 'walk of 20, gzip'],
      ...['admins', 'audit of 5', 'history'],
    ])
  })
})
