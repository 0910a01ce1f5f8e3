import type { Element } from 'hast'
import { h } from 'hastscript'
import type { TrendPoint } from '../../../rules/trend-point.ts'
import type { Finding } from '../../findings.ts'
import { answerLookOf, capital, type Look as Words } from '../../outcome-words.ts'

/** How an answer looks: a word and a sign, and a colour that only repeats them. */
export interface Look {
  readonly word: string
  readonly sign: string
  readonly tone: Words['tone']
}

export function lookFrom({ word, mark, tone }: Words): Look {
  return { word: capital(word), sign: mark, tone }
}

export function lookOf({ look }: Finding): Look {
  return lookFrom(look)
}

/** What an earlier day answered. */
export function wordOf({ verdict: kind, waived }: Pick<TrendPoint, 'verdict' | 'waived'>): string {
  return capital(answerLookOf({ kind, waived }).word)
}

export function badge({ word, sign, tone }: Look): Element {
  return h('span', { className: ['badge', tone] }, [signOf(sign), ` ${word}`])
}

/** A sign for the eyes alone; the word beside it says the same. */
export function signOf(sign: string): Element {
  return h('span.sign', { ariaHidden: 'true' }, sign)
}
