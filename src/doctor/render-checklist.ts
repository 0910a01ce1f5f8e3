import { sentence } from '../report/sentence.ts'
import type { Item } from './item.ts'

const marks = { ok: '✓', failed: '✗', warning: '!', skipped: '-' } as const

/** The checklist for a terminal or a log. */
export function renderChecklist(items: readonly Item[]): string {
  const lines = items.flatMap(({ name, state, says, todo }) => [
    sentence(`${marks[state]} ${name}: ${says}`),
    ...todo.map((line) => `    ${line}`),
  ])
  return `${lines.join('\n')}\n`
}
