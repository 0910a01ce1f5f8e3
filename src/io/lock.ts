import { closeSync, constants, linkSync, lstatSync, openSync, renameSync, rmSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { draftName } from './draft-names.ts'
import { asFileProblem, FileProblem } from './file-problem.ts'
import { makeFolder } from './make-folder.ts'
import { noFollow } from './open-flags.ts'
import { codeOf } from './system-reason.ts'

/** What is done under a lock takes milliseconds; one that is older was left by a process that was killed. */
const staleAfter = 10_000
const pause = 20

/**
 * Does something while no other process does it for the same file. Several machines may share the folder: what counts is
 * that a file is made once. @throws FileProblem when the lock is not to be had within `patience`, in milliseconds
 */
export async function withLock<T>(file: string, act: () => T, patience: number): Promise<T> {
  const lock = `${file}.lock`
  makeFolder(dirname(file))
  const until = performance.now() + patience
  for (;;) {
    const descriptor = taken(lock, isOld)
    if (descriptor !== undefined) {
      closeSync(descriptor)
      break
    }
    if (performance.now() >= until) throw new FileProblem('another run holds its lock')
    await wait(pause)
  }
  try {
    return act()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isOld({ mtimeMs }: Stats): boolean {
  return Date.now() - mtimeMs >= staleAfter
}

type IsStale = (found: Stats, lock: string) => boolean

/** The descriptor of the lock that was made; undefined where there is one. A stale one is cleared away. @throws FileProblem */
export function taken(lock: string, isStale: IsStale): number | undefined {
  return asFileProblem(() => {
    try {
      return openSync(lock, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow, 0o600)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      clearStale(lock, isStale)
      return undefined
    }
  })
}

/** Moves it away first: of two that find it stale one gets it, and who gets a fresh one instead puts it back. */
function clearStale(lock: string, isStale: IsStale): void {
  const found = lstatSync(lock, { throwIfNoEntry: false })
  if (found === undefined || !isStale(found, lock)) return
  const aside = `${dirname(lock)}/${draftName()}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const { ino, mtimeMs } = lstatSync(aside)
  if (ino !== found.ino || mtimeMs !== found.mtimeMs) putBack(aside, lock)
  rmSync(aside, { force: true })
}

function putBack(aside: string, lock: string): void {
  try {
    linkSync(aside, lock)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}
