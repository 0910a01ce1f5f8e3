import { sentence } from '../report/sentence.ts'
import type { Item } from './item.ts'

const marks = { ok: '✓', failed: '✗', warning: '!', skipped: '-' } as const

/** The checklist for a terminal or a log: before all steps the first that is not done, as the others may hang on it. */
export function renderChecklist(items: readonly Item[]): string {
  const first = items.find(({ state }) => state === 'failed')
  const lines = items.flatMap((item) =>
    item === first ? [sentence(`${lineOf(item)} (first, above)`)] : whole(item),
  )
  const head = first === undefined ? [] : ['First:', ...whole(first), '', 'All steps:']
  return `${[...head, ...lines].join('\n')}\n`
}

function whole(item: Item): readonly string[] {
  return [sentence(lineOf(item)), ...item.todo.map((line) => `    ${line}`)]
}

function lineOf({ name, state, says }: Item): string {
  return `${marks[state]} ${name}: ${says}`
}
