import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import { phraseOf } from '../../../model/measure.ts'
import { nounOf } from '../../../model/segment.ts'
import { ratioBar } from '../chart/ratio-bar.ts'
import { drawing, userText } from '../page/markup.ts'
import { badge, lookOf } from '../page/verdict-look.ts'
import type { Finding } from '../../findings.ts'
import type { Point } from '../chart/series.ts'
import { trendFigure } from './trend-figure.ts'

/** One rule: its answer, its numbers, its trend, and everything the gate had to say. */
export function ruleCard(finding: Finding, points: readonly Point[], id: string): Element {
  const { rule, headline, details, waiver } = finding
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
        badge(lookOf(finding)),
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
      h('div.numbers', numbersOf(finding, id)),
      alone ? null : trendFigure(finding, points, id),
      h('details', [
        h('summary', 'Everything the gate says about this rule'),
        h(
          'ul',
          [headline, ...details].map((line) => h('li', userText(line))),
        ),
      ]),
    ],
  )
}

function numbersOf(finding: Finding, id: string): Element[] {
  const { rule, numbers, demanded, shortfall } = finding
  const { measure, segment } = rule
  const demand = h('p.quiet', `${demanded} required · ${rule.enforcement} · severity ${rule.severity}`)
  if (numbers?.percent === undefined)
    return [h('p', h('span.ratio-now.none', 'No ratio')), h('p', userText(whyNone(finding))), demand]
  const { possibly, count } = numbers
  const missing = `${formatCount(shortfall)} more ${nounOf(segment, shortfall)} must be ${phraseOf(measure)}`
  return [
    h('p', h('span.ratio-now', numbers.ratio)),
    barOf(finding, numbers.percent, id),
    h('p', `${numbers.users} ${nounOf(segment, numbers.population)} ${phraseOf(measure)}.`),
    ...(possibly === undefined
      ? []
      : [
          h(
            'p.quiet',
            `Of ${formatCount(possibly - count)} it is not known; with them it would be ${formatCount(possibly)}.`,
          ),
        ]),
    ...(shortfall === 0 ? [] : [h('p', h('strong', `${missing}.`))]),
    ...nextOf(finding),
    demand,
  ]
}

function barOf({ rule, numbers, demanded, look }: Finding, percent: number, id: string): Element {
  const subject = `${nounOf(rule.segment, 2)} ${phraseOf(rule.measure)}`
  const bar = ratioBar(percent, rule.minimumPercent, {
    id: `${id}-bar`,
    title: `${numbers?.ratio ?? ''} of ${subject}; the minimum is ${demanded}`,
    description: 'A bar filled to the share, with a mark at the minimum.',
  })
  return h('div', { className: look.tone }, [drawing(bar)])
}

function whyNone({ kind, headline, reason }: Finding): string {
  return kind === 'undetermined' && reason !== undefined ? reason.what : headline
}

function nextOf({ next }: Finding): Element[] {
  if (next === undefined) return []
  const today = next.short === 0 ? 'met today' : `${formatCount(next.short)} more are missing today`
  return [h('p.quiet', `Next step: ${next.demanded} from ${next.from}; ${today}.`)]
}
