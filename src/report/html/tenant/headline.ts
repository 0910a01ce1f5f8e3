import type { Element } from 'hast'
import { h } from 'hastscript'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { badge, looks, type Look, signOf } from '../page/verdict-look.ts'

/** What came of it all, in one word and one sentence, and how many rules gave which answer. */
export function headline(report: AssessmentReport): Element {
  const { word, sign, tone, sentence } = headlineOf(report)
  return h('div', { className: ['card', 'headline', tone], role: 'group', ariaLabel: 'Outcome' }, [
    signOf(sign),
    h('h2', word),
    h('p', sentence),
    h(
      'ul.tally',
      tallyOf(report).map((look) => h('li', badge(look))),
    ),
  ])
}

interface Headline extends Look {
  readonly sentence: string
}

/** The same for the line of a tenant in the index. */
export function headlineOf({ outcome, verdicts }: AssessmentReport): Headline {
  const stops = verdicts.filter(({ effect }) => effect === 'stop')
  const warned = verdicts.filter(({ effect, waived }) => effect === 'warn' && !waived).length
  const waived = verdicts.filter((verdict) => verdict.waived).length
  if (outcome !== 'pass') return refusal(outcome, stops.length, stops.filter(isUnanswered).length)
  if (verdicts.every(({ verdict }) => verdict === 'not-applicable'))
    return { word: 'Nothing was judged', sign: '–', tone: 'off', sentence: 'Every rule is disabled.' }
  const but = [
    ...(waived === 0 ? [] : [`${amount(waived, 'rule')} waived`]),
    ...(warned === 0 ? [] : [amount(warned, 'warning')]),
  ]
  return but.length === 0
    ? { word: 'Passed', sign: '✓', tone: 'pass', sentence: 'Every rule that was judged is met.' }
    : {
        word: `Passed, with ${but.join(' and ')}`,
        sign: '✓',
        tone: waived > 0 ? 'waived' : 'undetermined',
        sentence: 'Nothing stops a deployment, and not every minimum is met.',
      }
}

function refusal(outcome: 'violation' | 'undetermined', stops: number, unanswered: number): Headline {
  if (outcome === 'undetermined')
    return {
      word: 'Could not be determined',
      sign: '?',
      tone: 'undetermined',
      sentence: `${amount(stops, 'rule')} could not be judged, which counts as a refusal and not as a pass.`,
    }
  const failed = stops - unanswered
  const more = unanswered === 0 ? '' : `; ${amount(unanswered, 'more rule')} could not be judged`
  return {
    word: 'Refused: a minimum is not met',
    sign: '✕',
    tone: 'violation',
    sentence: `${amount(failed, 'rule')} ${failed === 1 ? 'is' : 'are'} violated and would stop a deployment${more}.`,
  }
}

function isUnanswered({ verdict }: AssessmentReport['verdicts'][number]): boolean {
  return verdict === 'undetermined'
}

function tallyOf({ verdicts }: AssessmentReport): readonly Look[] {
  const count = (
    test: (verdict: (typeof verdicts)[number]) => boolean,
    look: Look,
    word: string,
  ): readonly Look[] => {
    const number = verdicts.filter(test).length
    return number === 0 ? [] : [{ ...look, word: `${number} ${word}` }]
  }
  const { pass, violation, undetermined } = looks
  return [
    ...count(({ verdict, waived }) => verdict === 'violation' && !waived, violation, 'violated'),
    ...count(({ verdict, waived }) => verdict === 'undetermined' && !waived, undetermined, 'not determined'),
    ...count(({ waived }) => waived, { ...violation, tone: 'waived' }, 'waived'),
    ...count(({ verdict }) => verdict === 'pass', pass, 'passed'),
    ...count(({ verdict }) => verdict === 'not-applicable', looks['not-applicable'], 'not judged'),
  ]
}

function amount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
