import type { Element } from 'hast'
import { h } from 'hastscript'
import { amount, formatCount } from '../../../model/count.ts'
import { phraseOf } from '../../../model/measure.ts'
import { nounOf } from '../../../model/segment.ts'
import { ratioBar } from '../chart/ratio-bar.ts'
import { codeText, drawing, linkedText, userText, withCommas } from '../page/markup.ts'
import { badge, lookOf } from '../page/verdict-look.ts'
import type { Finding } from '../../findings.ts'
import { sharedSources } from '../../shared-sources.ts'
import type { Point } from '../chart/series.ts'
import { trendFigure } from './trend-figure.ts'

/** A card for each rule that was asked, and below them, folded, those that are disabled. */
export function ruleCards(
  findings: readonly Finding[],
  id: string,
  pointsOf: (finding: Finding) => readonly Point[],
): readonly Element[] {
  const disabled = findings.filter(({ kind }) => kind === 'not-applicable')
  const shared = sharedSources(findings)
  const cards = findings
    .filter(({ kind }) => kind !== 'not-applicable')
    .map((finding, at) => ruleCard(without(shared, finding), pointsOf(finding), `${id}-${at}`))
  return [h('div.rules', cards), ...(disabled.length === 0 ? [] : [disabledRules(disabled)])]
}

/** What is the same of every rule stands where the numbers come from. */
function without(lines: readonly string[], finding: Finding): Finding {
  return { ...finding, details: finding.details.filter((line) => !lines.includes(line)) }
}

function disabledRules(findings: readonly Finding[]): Element {
  const names = withCommas(findings.map(({ rule }) => codeText(rule.id)))
  return h('details.card.disabled', [
    h('summary', [`${amount(findings.length, 'disabled rule')}: `, ...names]),
    h(
      'ul',
      findings.map(({ rule, headline, demanded }) =>
        h('li', [
          userText(rule.description),
          ' ',
          userText(headline),
          ` ${demanded} required where it is asked.`,
        ]),
      ),
    ),
  ])
}

/** One rule: its answer, its numbers, its trend, and everything the gate had to say. */
function ruleCard(finding: Finding, points: readonly Point[], id: string): Element {
  const { rule, headline, details, waiver } = finding
  const alone = points.length === 0
  return h(
    'article',
    { className: ['card', 'rule', ...(alone ? ['alone'] : [])], ariaLabelledBy: `${id}-name` },
    [
      h('header', [
        h('h3', { id: `${id}-name` }, codeText(rule.id)),
        badge(lookOf(finding)),
        h('p', userText(rule.description)),
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
          [headline, ...details].map((line, index) =>
            h('li', { className: index === 0 || again.test(line) ? 'again' : 'more' }, linkedText(line)),
          ),
        ),
      ]),
    ],
  )
}

/** What the card or the list of what to do has said already, which paper need not say twice. */
const again = /^(?:To do: |Waived by |Reason: |Next step: |[\d,]+ more )/

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
            `For ${formatCount(possibly - count)} it is not known; with all of them it would be ${formatCount(possibly)}.`,
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
  const today = next.short === 0 ? 'reached today' : `${formatCount(next.short)} more are missing today`
  return [h('p.quiet', `Next step: ${next.demanded} from ${next.from}; ${today}.`)]
}
