import assert from 'node:assert/strict'
import { ConfigurationError } from '../../src/config/problem.ts'
import { Outage, patiently } from '../../src/fleet/outage.ts'

const problem = new ConfigurationError(['the server is starting'])

describe('An outage of the database', () => {
  it('is borne for two minutes, and begins anew when the database was back', () => {
    let now = 5
    const outage = new Outage(() => now)
    outage.failed(problem)
    now += 120_000
    outage.failed(problem)
    outage.over()
    now += 1
    outage.failed(problem)
    now += 120_001
    assert.throws(() => outage.failed(problem), problem)
  })

  it('is waited through by what has to be asked', async () => {
    const [answers, messages] = [[problem, problem], [] as string[]]
    const answer = await patiently(
      () => (answers.pop() === undefined ? Promise.resolve(7) : Promise.reject(problem)),
      (why) => void messages.push(why),
    )
    assert.equal(answer, 7)
    assert.deepEqual(
      messages,
      Array.from({ length: 2 }, () => 'the server is starting'),
    )
  })

  it('excuses no defect', () => {
    const defect = new TypeError('a defect')
    assert.throws(() => new Outage().failed(defect), defect)
  })
})
