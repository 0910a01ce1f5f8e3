import { closeSync, fstatSync, futimesSync, lstatSync, rmSync, type Stats, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { onExit } from 'signal-exit'
import { asFileProblem } from './file-problem.ts'
import { taken } from './lock.ts'
import { readTextFile } from './read-file.ts'
import { codeOf } from './system-reason.ts'

/** A lock that is held for as long as its holder works and lives. */
interface HeldLock {
  release(): void
}

/** One whose holder has not touched it for so long was left behind, though nothing else tells. */
const silentAfter = 6_000
const touchedEvery = 1_000

/**
 * Takes a lock for work that takes long; undefined while somebody holds it. What a killed holder leaves behind counts
 * for nothing: at once where its process can be looked for, else when it has been silent for some seconds.
 * @throws FileProblem
 */
export function holdLock(lock: string): HeldLock | undefined {
  const descriptor = taken(lock, isAbandoned)
  if (descriptor === undefined) return undefined
  asFileProblem(() => writeSync(descriptor, holderHere()))
  const touch = setInterval(() => {
    futimesSync(descriptor, new Date(), new Date())
  }, touchedEvery).unref()
  const release = (): void => {
    clearInterval(touch)
    forget()
    // Another one's by now, where this process has been silent for too long.
    if (lstatSync(lock, { throwIfNoEntry: false })?.ino === fstatSync(descriptor).ino)
      rmSync(lock, { force: true })
    closeSync(descriptor)
  }
  const forget = onExit(release)
  return { release }
}

/** Whether somebody holds a lock who is at work. @throws FileProblem */
export function isHeld(lock: string): boolean {
  return asFileProblem(() => {
    const found = lstatSync(lock, { throwIfNoEntry: false })
    return found !== undefined && !isAbandoned(found, lock)
  })
}

function holderHere(): string {
  return `${process.pid} ${hostname()}\n`
}

function isAbandoned(found: Stats, lock: string): boolean {
  return Date.now() - found.mtimeMs >= silentAfter || isDead(lock)
}

/** True only where the process was of this machine and is gone. */
function isDead(lock: string): boolean {
  const [, pid, host] = /^(\d+) (.*)\n$/.exec(holderOf(lock)) ?? []
  if (pid === undefined || host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

function holderOf(lock: string): string {
  try {
    return readTextFile(lock, 1_000)
  } catch {
    return ''
  }
}
