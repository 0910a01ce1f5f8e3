import { isAbsolute, join } from 'node:path'
import type { Environment } from '../config/environment.ts'
import { FileProblem } from '../io/file-problem.ts'
import { holdLock, isHeld } from '../io/held-lock.ts'
import { ownFolder, readOwnFile, sweepFolder } from '../io/own-folder.ts'
import { codeOf } from '../io/system-reason.ts'
import { writeWhole } from '../io/write-file.ts'
import { type Found, type Lease, longestText, type Place, PlaceProblem } from './place.ts'

/**
 * The folder of this user's cache, where each system has it; undefined where the environment names none. Taken from
 * the environment alone: who has no home there has no cache.
 */
export function userCacheFolder(
  { XDG_CACHE_HOME, HOME, LOCALAPPDATA }: Environment,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const [root, ...names] =
    platform === 'win32'
      ? [LOCALAPPDATA, 'entra-mfa-gate', 'Cache']
      : isPath(XDG_CACHE_HOME)
        ? [XDG_CACHE_HOME, 'entra-mfa-gate']
        : [HOME, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'entra-mfa-gate']
  return isPath(root) ? join(root, ...names) : undefined
}

/** The XDG specification passes over relative paths. */
function isPath(path: string | undefined): path is string {
  return path !== undefined && isAbsolute(path)
}

/** Longer than any reading is of use. */
const sweptAfterMs = 2 * 86_400_000
const ours = /^[0-9a-f]{64}\.(json|lock)$/

/** A folder that nobody else can read or write, of this user on this machine. */
export function userCache(folder: string): Place {
  const fileOf = (key: string): string => join(folder, `${key}.json`)
  const lockOf = (key: string): string => join(folder, `${key}.lock`)
  return {
    label: folder,
    refusalMs: 0,
    find: (key) =>
      asked((): Found => {
        ownFolder(folder)
        const text = readOwnFile(fileOf(key), longestText)
        return { text, ageMs: 0, leased: isHeld(lockOf(key)) }
      }),
    lease: (key) =>
      asked((): Lease | undefined => {
        const lock = holdLock(lockOf(key))
        if (lock === undefined) return undefined
        return {
          save: (text) =>
            asked(() => {
              const problem = writeWhole(fileOf(key), text, { readers: 'owner' })
              if (problem !== undefined) throw new FileProblem(problem)
              sweepFolder(folder, ours, sweptAfterMs)
            }),
          release: () => {
            lock.release()
            return Promise.resolve()
          },
        }
      }),
  }
}

/** No home, or one that cannot be written to: the tenant is read at every start there. */
const usual: ReadonlySet<string> = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
])

/** As a promise, as places that are further away answer. */
async function asked<T>(work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    const worthSaying = !usual.has(codeOf(error.cause) ?? '')
    throw new PlaceProblem(error.reason, { cause: error, worthSaying })
  }
}
