import type { Stats } from 'node:fs'

/** What is no regular file, for people; undefined for a regular file. */
export function otherKind(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined
  if (stats.isDirectory()) return 'it is a directory'
  if (stats.isFIFO()) return 'it is a pipe'
  if (stats.isSocket()) return 'it is a socket'
  if (stats.isSymbolicLink()) return 'it is a symbolic link'
  return 'it is a device'
}
