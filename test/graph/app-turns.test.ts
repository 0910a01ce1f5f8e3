import assert from 'node:assert/strict'
import fc from 'fast-check'
import { documentedAppPace, turnsOfProcess } from '../../src/graph/app-turns.ts'

/** When each request leaves, of those that ask for a turn at these moments. */
async function departures(
  pace: typeof documentedAppPace,
  asked: readonly number[],
  app = 'app',
): Promise<readonly number[]> {
  let now = 0
  const turns = turnsOfProcess(pace, () => now)
  const left: number[] = []
  for (const moment of asked) {
    now = moment
    left.push(now + (await turns.take(app)))
  }
  return left
}

/** The most that leave within any time so long. */
function mostWithin(departed: readonly number[], perMs: number): number {
  return Math.max(
    0,
    ...departed.map((from) => departed.filter((at) => at >= from && at <= from + perMs).length),
  )
}

describe('The turns of an app over all of its tenants', () => {
  it('never let more leave in any time than the quota has, whenever they were asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
        async (requests, gaps) => {
          let moment = 0
          const asked = gaps.map((gap) => (moment += gap % 97))
          const departed = await departures({ requests, perMs: 1_000 }, asked)
          assert.ok(mostWithin(departed, 999) <= requests)
        },
      ),
    )
  })

  it('leave nine tenths of what Microsoft allows to be used, 5,000 requests in 7.7 minutes', async () => {
    const departed = await departures(
      documentedAppPace,
      Array.from({ length: 5_000 }, () => 0),
    )
    assert.equal(Math.ceil((departed.at(-1) ?? 0) / 1_000), 459)
    assert.equal(mostWithin(departed, documentedAppPace.perMs), 115)
  })

  it('are another app’s own', async () => {
    const turns = turnsOfProcess({ requests: 1, perMs: 60_000 }, () => 0)
    assert.deepEqual([await turns.take('one'), await turns.take('other')], [0, 0])
    assert.ok((await turns.take('one')) > 0)
  })
})
