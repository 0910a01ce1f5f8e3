import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { Quarantine } from '../../src/fleet/quarantine.ts'

describe('The quarantine of a tenant that may have ended a worker', () => {
  it('waits for those that run, and lets nobody begin beside it', async () => {
    const quarantine = new Quarantine()
    const running = new Set<string>()
    const beside: string[][] = []
    const work = (name: string) => async (): Promise<void> => {
      running.add(name)
      await wait(5)
      beside.push([name, ...[...running].filter((other) => other !== name)])
      running.delete(name)
    }
    await Promise.all([
      quarantine.together(work('a')),
      quarantine.together(work('b')),
      quarantine.alone(work('suspect')),
      quarantine.together(work('c')),
      quarantine.alone(work('another')),
    ])
    const alone = beside.filter(([name]) => name === 'suspect' || name === 'another')
    assert.deepEqual(
      alone.map(({ length }) => length),
      [1, 1],
    )
    assert.equal(beside.length, 5)
    assert.deepEqual(beside[0], ['a', 'b'])
  })

  it('ends when its work fails', async () => {
    const quarantine = new Quarantine()
    await assert.rejects(quarantine.alone(() => Promise.reject(new Error('no'))))
    assert.equal(await quarantine.together(() => Promise.resolve(1)), 1)
  })
})
