import { isAbsolute, relative } from 'node:path'

/**
 * A file as messages name it: relative to where the command was typed, unless it lies elsewhere. What is no absolute path,
 * such as `the built-in rules`, stays as it is.
 */
export function shortestPath(file: string, directory: string): string {
  if (!isAbsolute(file)) return file
  const inside = relative(directory, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? file : inside
}
