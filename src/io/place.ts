import { existsSync, lstatSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** Whether anything is there, or at the end of a link that is. */
export function isThere(path: string): boolean {
  return existsSync(path)
}

/** Whether something has this name, be it a link that leads nowhere. */
export function isNamed(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // Where the folder cannot be entered nothing in it can be taken either.
    return false
  }
}

/** The path without symbolic links; undefined when nothing is there. */
export function withoutLinks(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/**
 * The working directory of the nearest process, from `pid` upwards, whose command has this name. Linux tells where a
 * process works; elsewhere this finds nothing.
 */
export function directoryOfProcess(name: RegExp, pid: number, generations: number): string | undefined {
  if (generations === 0) return undefined
  try {
    const [command = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (name.test(command)) return readlinkSync(`/proc/${pid}/cwd`)
    // `pid (name) state ppid …`, where the name may hold anything.
    const [, parent] = /\) \S (\d+)[^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return parent === undefined ? undefined : directoryOfProcess(name, Number(parent), generations - 1)
  } catch {
    // No such file system, or a process of somebody else.
    return undefined
  }
}
