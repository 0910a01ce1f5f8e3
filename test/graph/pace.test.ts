import assert from 'node:assert/strict'
import { Pacer } from '../../src/graph/pace.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'
import { Deadline } from '../../src/wire/deadline.ts'

/** So many requests through a pace of two, and how long all of it took. */
async function send(requests: number, perMs: number, deadlineMs: number): Promise<number> {
  const deadline = new Deadline(deadlineMs)
  const pace = new Pacer({ rate: { requests: 2, perMs } })
  const began = performance.now()
  try {
    for (let sent = 0; sent < requests; sent += 1) await pace.inTurn(() => Promise.resolve(), deadline)
    return performance.now() - began
  } finally {
    deadline.release()
  }
}

describe('The pace of requests', () => {
  it('waits for its turn where the deadline allows it', async () => {
    assert.ok((await send(3, 200, 5_000)) >= 190)
  })

  it('ends at once where its turn comes after the deadline, and says why', async () => {
    const began = performance.now()
    await assert.rejects(send(3, 10_000, 5_000), (error) => {
      assert.ok(error instanceof CouldNotRead && error.reason.code === 'deadline-exceeded')
      assert.equal(error.reason.during, 'reading at the pace that Microsoft allows (2 requests per 10 s)')
      return true
    })
    assert.ok(performance.now() - began < 1_000)
  })
})
