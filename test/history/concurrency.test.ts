import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { History } from '../../src/history/history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { onEachBackend } from './support/backends.ts'

const script = join(import.meta.dirname, 'support/writer.ts')

interface Writer {
  readonly child: ChildProcess
  readonly printed: string[]
  readonly ended: Promise<number | null>
}

/** Started, and waiting for the word. */
async function startWriter(place: string, ...args: readonly string[]): Promise<Writer> {
  const child = spawn(process.execPath, [script, place, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const printed: string[] = []
  const lines = createInterface({ input: child.stdout })
  child.stderr.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  const ended = once(child, 'close').then(() => child.exitCode)
  await once(lines, 'line')
  lines.on('line', (line) => printed.push(line))
  return { child, printed, ended }
}

/** Starts them all, lets them go at once, and answers what each said. */
async function together(
  writers: readonly (readonly string[])[],
  place: string,
): Promise<readonly string[][]> {
  const started = await Promise.all(writers.map((args) => startWriter(place, ...args)))
  for (const { child } of started) child.stdin?.write('go\n')
  for (const { ended, printed } of started) assert.equal(await ended, 0, printed.join('\n'))
  return started.map(({ printed }) => printed)
}

async function reading<T>(place: string, read: (history: History) => Promise<T>): Promise<T> {
  const history = await openHistory(parseLocation(place, process.cwd(), 'PLACE'), 'read')
  try {
    return await read(history)
  } finally {
    await history.close()
  }
}

onEachBackend('Several processes at one history', (fresh) => {
  it('make its tables at once and lose no row of each other', async () => {
    const place = await fresh()
    const printed = await together(
      ['a', 'b', 'c'].map((prefix) => [prefix, '40', '3']),
      place,
    )
    assert.deepEqual(printed.flat(), Array<string>(120).fill('saved'))
    const lines = await reading(place, (history) => history.list())
    assert.equal(lines.length, 360)
    assert.equal(new Set(lines.map(({ tenantKey, verdict }) => `${tenantKey} ${verdict?.rule}`)).size, 360)
  })

  it('save each tenant of one audit once', async () => {
    const place = await fresh()
    const history = await openHistory(parseLocation(place, process.cwd(), 'PLACE'), 'write')
    await history.beginAudit({ id: 'audit', startedAt: new Date(), plan: 'p', tenants: ['t-0'] })
    await history.close()
    const printed = await together(
      [1, 2].map(() => ['t', '30', '2', 'audit']),
      place,
    )
    assert.equal(printed.flat().filter((line) => line === 'saved').length, 30)
    assert.equal(printed.flat().filter((line) => line === 'already-saved').length, 30)
    const audit = await reading(place, (kept) => kept.unfinishedAudit())
    assert.equal(new Set(audit?.assessed).size, 30)
    assert.equal(audit?.assessed.length, 30)
  })

  for (const milliseconds of [30, 60]) {
    it(`leave whole assessments when one is killed ${milliseconds} ms after a save`, async () => {
      const place = await fresh()
      const verdicts = 3_000
      const { child, printed, ended } = await startWriter(place, 'k', '1000', String(verdicts))
      child.stdin?.write('go\n')
      while (printed.length < 2) await setTimeout(5)
      await setTimeout(milliseconds)
      child.kill('SIGKILL')
      assert.equal(await ended, null)
      const acknowledged = printed.filter((line) => line === 'saved').length
      const kept = await reading(place, async (history) => {
        const counts: number[] = []
        for await (const { report } of history.assessments()) counts.push(report?.verdicts.length ?? 0)
        return { counts, lines: (await history.list()).length }
      })
      assert.ok(
        [acknowledged, acknowledged + 1].includes(kept.counts.length),
        `${kept.counts.length} of ${acknowledged}`,
      )
      assert.deepEqual(new Set(kept.counts), new Set([verdicts]))
      assert.equal(kept.lines, kept.counts.length * verdicts)
      // The next one goes on as if nothing had been.
      await together([['next', '1', '2']], place)
    })
  }
})
