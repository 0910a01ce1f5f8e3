import { isAbsolute, relative } from 'node:path'

/** A file as messages name it: relative to where the command was typed, unless it lies elsewhere. */
export function shortestPath(file: string, directory: string): string {
  const inside = relative(directory, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? file : inside
}
