import { dayOf } from '../rules/calendar.ts'
import { unknownStack } from '../rules/stack.ts'
import { reviewWaivers } from '../rules/waiver-review.ts'
import type { Waivers } from '../rules/waiver.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { reportedNotes, waiverNoteLines } from './waiver-lines.ts'
import { amount } from '../model/count.ts'

/** What a valid document holds, and its waivers that have expired or soon will. */
export function renderDocument(
  file: string,
  { document, waivers }: { readonly document: RulesDocument; readonly waivers: Waivers },
  now: Date,
): string {
  const parts = [
    amount(document.rules.length, 'rule'),
    ...(document.guards === undefined ? [] : [amount(Object.keys(document.guards).length, 'guard')]),
    amount(document.stacks?.length ?? 0, 'entry for stacks', 'entries for stacks'),
    amount(waivers.list.length, 'waiver'),
  ]
  const context = { waivers, today: dayOf(now), stack: unknownStack }
  const notes = reviewWaivers([], context).filter(
    ({ state, soon }) => soon || state === 'expired' || state === 'not-yet',
  )
  // Which are unused only a check can tell, so that word would mislead here.
  const lines = waiverNoteLines(
    reportedNotes(notes.map((note) => (note.soon ? { ...note, state: 'in-force' } : note))),
  )
  return `${[`${file} is valid: ${parts.join(', ')}.`, ...lines.map((line) => `Waiver ${line}`)].join('\n')}\n`
}
