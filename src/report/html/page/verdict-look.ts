import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Reported } from '../reported.ts'

/** How a verdict looks: a word and a sign, and a colour that only repeats them. */
export interface Look {
  readonly word: string
  readonly sign: string
  readonly tone: 'pass' | 'violation' | 'undetermined' | 'waived' | 'off'
}

export const looks = {
  pass: { word: 'Pass', sign: '✓', tone: 'pass' },
  violation: { word: 'Violation', sign: '✕', tone: 'violation' },
  undetermined: { word: 'Could not determine', sign: '?', tone: 'undetermined' },
  'not-applicable': { word: 'Not judged', sign: '–', tone: 'off' },
} as const satisfies Record<Reported['verdict'], Look>

export function lookOf({ verdict, waived }: Pick<Reported, 'verdict' | 'waived'>): Look {
  const look: Look = looks[verdict]
  return waived ? { word: `${look.word}, waived`, sign: look.sign, tone: 'waived' } : look
}

export function badge({ word, sign, tone }: Look): Element {
  return h('span', { className: ['badge', tone] }, [signOf(sign), ` ${word}`])
}

/** A sign for the eyes alone; the word beside it says the same. */
export function signOf(sign: string): Element {
  return h('span.sign', { ariaHidden: 'true' }, sign)
}
