import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FaultName } from './places.ts'

export interface Expected {
  readonly outcome: 'below the minimum' | 'could not determine'
  /** Of `check`; a preview is refused in both cases. */
  readonly exitCode: 1 | 3
  /** The first words of the answer; several where any of them will do. */
  readonly words: readonly string[]
}

const table = parsed(readFileSync(join(import.meta.dirname, 'answers.txt'), 'utf8'))

/** Undefined where the table does not have the fault. */
export function expectedOf(name: FaultName): Expected | undefined {
  return table.get(name)
}

export const namesInTable: readonly string[] = [...table.keys()]

function parsed(text: string): ReadonlyMap<string, Expected> {
  const found = new Map<string, Expected>()
  let [exitCode, words, place]: [1 | 3, string, string] = [3, '', '']
  for (const line of text.split('\n').filter((one) => /^[^#\s]|^ /.test(one))) {
    const head = /^([13]) (.+)$/.exec(line)
    if (head !== null) {
      ;[exitCode, words] = [head[1] === '1' ? 1 : 3, head[2] ?? '']
      continue
    }
    const [, named, kinds = ''] = /^ +(?:(\w+): )?(.+)$/.exec(line) ?? []
    place = named ?? place
    for (const kind of kinds.split(' ')) add(found, `${place}:${kind}`, exitCode, words)
  }
  return found
}

function add(found: Map<string, Expected>, name: string, exitCode: 1 | 3, words: string): void {
  const status = /:status-(\d+)$/.exec(name)?.[1] ?? ''
  const printed = words.replace('{status}', status)
  const before = found.get(name)
  if (before !== undefined && before.exitCode !== exitCode) throw new TypeError(`${name} has two exit codes`)
  found.set(name, {
    outcome: exitCode === 1 ? 'below the minimum' : 'could not determine',
    exitCode,
    words: [...(before?.words ?? []), printed],
  })
}
