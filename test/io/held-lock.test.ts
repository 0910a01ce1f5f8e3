import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdLock, isHeld } from '../../src/io/held-lock.ts'

const source = new URL('../../src/io/held-lock.ts', import.meta.url).href

describe('a lock that is held while its holder works', () => {
  let folder: string
  let lock: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-lock-'))
    lock = join(folder, 'one.lock')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Another process that holds it until it is ended. */
  async function holder(): Promise<ChildProcess> {
    const script = `const { holdLock } = await import(${JSON.stringify(source)})
      console.log(holdLock(${JSON.stringify(lock)}) === undefined ? 'not held' : 'held')
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [printed] = (await once(child.stdout, 'data')) as [Buffer]
    assert.equal(String(printed), 'held\n')
    return child
  }
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await once(child, 'close')
  }

  it('is one holder’s until it is released', () => {
    const held = holdLock(lock)
    assert.ok(held !== undefined && isHeld(lock))
    assert.equal(holdLock(lock), undefined)
    held.release()
    assert.ok(!isHeld(lock))
    assert.deepEqual(readdirSync(folder), [])
  })

  it('counts for nothing once its holder was killed', async () => {
    const child = await holder()
    assert.ok(isHeld(lock))
    assert.equal(holdLock(lock), undefined)
    await end(child, 'SIGKILL')
    assert.ok(existsSync(lock) && !isHeld(lock))
    // The first attempt clears it away, the second has it.
    const held = holdLock(lock) ?? holdLock(lock)
    held?.release()
    assert.ok(held !== undefined)
    assert.deepEqual(readdirSync(folder), [])
  })

  it('is gone with a holder that was asked to end', async () => {
    const child = await holder()
    await end(child, 'SIGTERM')
    assert.deepEqual(readdirSync(folder), [])
  })

  const rows: readonly [title: string, content: string, ageMs: number, is: boolean][] = [
    ['of another machine, touched a moment ago, is held', '1 elsewhere\n', 500, true],
    ['of another machine, silent for long, is not', '1 elsewhere\n', 60_000, false],
    ['without a holder’s name, just made, is held', '', 0, true],
    ['of a process of this machine that lives is held', `${process.pid} ${hostname()}\n`, 500, true],
    ['of a process of this machine that is gone is not', `4194304 ${hostname()}\n`, 0, false],
  ]
  for (const [title, content, ageMs, is] of rows) {
    it(title, () => {
      writeFileSync(lock, content)
      const then = new Date(Date.now() - ageMs)
      utimesSync(lock, then, then)
      assert.equal(isHeld(lock), is)
    })
  }

  it('is left to whoever has taken it over', () => {
    const held = holdLock(lock)
    rmSync(lock)
    writeFileSync(lock, '1 elsewhere\n')
    held?.release()
    assert.ok(existsSync(lock))
  })
})
