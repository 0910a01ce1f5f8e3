import assert from 'node:assert/strict'
import { openFleet } from '../../src/fleet/open-fleet.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { sharedPostgres } from '../history/support/postgres-server.ts'

describe('A fleet', () => {
  it('is made once by workers who all begin in an empty database', async function () {
    const server = await sharedPostgres()
    if ('impossible' in server) return this.skip()
    const location = parseLocation(await server.freshDatabase(), '/', '--history')
    assert.ok(location.kind === 'postgres')
    const problems: string[] = []
    const opening = { name: 'default', concurrency: 1, onProblem: (text: string) => void problems.push(text) }
    const opened = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const history = await openHistory(location, 'write')
        return { history, fleet: await openFleet(location, opening) }
      }),
    )
    await Promise.all(
      opened.map(async ({ history, fleet }) => {
        await fleet.close()
        await history.close()
      }),
    )
    assert.deepEqual(problems, [])
  })
})
