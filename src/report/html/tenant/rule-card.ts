import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../posture/count.ts'
import { phraseOf } from '../../../posture/measure.ts'
import { nounOf } from '../../../posture/segment.ts'
import { ratioBar } from '../chart/ratio-bar.ts'
import { drawing, userText } from '../page/markup.ts'
import { badge, lookOf } from '../page/verdict-look.ts'
import {
  countText,
  minimumText,
  ratioText,
  type Reported,
  segmentOf,
  shortOf,
  subjectOf,
} from '../reported.ts'
import type { Point } from '../chart/series.ts'
import { trendFigure } from './trend-figure.ts'

/** One rule: its answer, its numbers, its trend, and everything the gate had to say. */
export function ruleCard(reported: Reported, points: readonly Point[], id: string): Element {
  const { rule, message, details, waiver } = reported
  const alone = points.length === 0
  return h(
    'article',
    { className: ['card', 'rule', ...(alone ? ['alone'] : [])], ariaLabelledBy: `${id}-name` },
    [
      h('header', [
        h('div', [
          h('h3', { id: `${id}-name` }, h('span.code', rule.id)),
          h('p', userText(rule.description)),
        ]),
        badge(lookOf(reported)),
      ]),
      waiver === undefined
        ? null
        : h('div.waiver', [
            h('strong', `Waived until ${waiver.expires} by `),
            userText(waiver.owner),
            ' (',
            userText(waiver.ticket),
            '): ',
            userText(waiver.reason),
          ]),
      h('div.numbers', numbersOf(reported, id)),
      alone ? null : trendFigure(reported, points, id),
      h('details', [
        h('summary', 'Everything the gate says about this rule'),
        h(
          'ul',
          [message, ...details].map((line) => h('li', userText(line))),
        ),
      ]),
    ],
  )
}

function numbersOf(reported: Reported, id: string): Element[] {
  const { rule, count, possibly, population, shortfall = 0 } = reported
  const segment = segmentOf(reported)
  const minimum = minimumText(rule.minimumPercent)
  const demand = h('p.quiet', `${minimum} required · ${rule.enforcement} · severity ${rule.severity}`)
  const ratio = ratioText(reported, rule.minimumPercent)
  if (ratio === undefined || count === undefined || population === undefined)
    return [h('p', h('span.ratio-now.none', 'No ratio')), h('p', userText(whyNone(reported))), demand]
  const missing = `${formatCount(shortfall)} more ${nounOf(segment, shortfall)} must be ${phraseOf(rule.measure)}`
  return [
    h('p', h('span.ratio-now', ratio)),
    barOf(reported, ratio, id),
    h('p', `${countText(count, population, segment)} ${phraseOf(rule.measure)}.`),
    ...(possibly === undefined
      ? []
      : [
          h(
            'p.quiet',
            `Of ${formatCount(possibly - count)} it is not known; with them it would be ${formatCount(possibly)}.`,
          ),
        ]),
    ...(shortfall === 0 ? [] : [h('p', h('strong', `${missing}.`))]),
    ...nextOf(reported, count, population),
    demand,
  ]
}

function barOf(reported: Reported, ratio: string, id: string): Element {
  const { count = 0, population = 1, rule } = reported
  const title = `${ratio} of ${subjectOf(reported)}; the minimum is ${minimumText(rule.minimumPercent)}`
  const bar = ratioBar((count / population) * 100, rule.minimumPercent, {
    id: `${id}-bar`,
    title,
    description: 'A bar filled to the share, with a mark at the minimum.',
  })
  return h('div', { className: lookOf(reported).tone }, [drawing(bar)])
}

function whyNone({ verdict, message, reason }: Reported): string {
  return verdict === 'undetermined' && reason !== undefined ? reason.what : message
}

function nextOf(reported: Reported, count: number, population: number): Element[] {
  const { nextStep } = reported.rule
  if (nextStep === undefined) return []
  const short = shortOf(count, population, nextStep.minimumPercent)
  const today = short === 0 ? 'met today' : `${formatCount(short)} more are missing today`
  return [h('p.quiet', `Next step: ${minimumText(nextStep.minimumPercent)} from ${nextStep.from}; ${today}.`)]
}
