import { amount, formatCount } from '../model/count.ts'
import { phraseOf, verbOf } from '../model/measure.ts'
import { formatMinimum, formatRatio } from '../model/ratio.ts'
import type { methodsRead } from '../model/methods/strengths.ts'
import { nounOf } from '../model/segment.ts'
import { type Day, formatDay } from '../rules/calendar.ts'
import type { Outlook, Target } from '../rules/outlook.ts'
import { leastPoints, leastSpan, type Trend, trendDays } from '../rules/trend.ts'
import { methodsText } from './methods-text.ts'
import { formatMoment } from './moment.ts'
import { outcomeSentenceOf } from './outcome-words.ts'
import { sentence } from './sentence.ts'
import { reasonWords } from './undetermined-sentence.ts'
import { disabledBy, undeterminedLines } from './verdict-lines.ts'

/** Whom the numbers are about. */
export interface OutlookHead {
  readonly judgedAt: string
  readonly tenantId: string | undefined
  readonly simulated: boolean
  /** Undefined: nobody asked for them. */
  readonly methods?: ReturnType<typeof methodsRead> | undefined
}

type Counted = Extract<Outlook, { kind: 'counted' }>

/** For each rule: how many users are missing, now and for each later step, and when that may be made up. */
export function renderOutlook(outlooks: readonly Outlook[], head: OutlookHead, today: Day): string {
  const blocks = outlooks.map((outlook) => {
    const [first = '', ...rest] = linesOf(outlook, today)
    return [`${outlook.rule.id}: ${first}`, ...rest.map((line) => `  ${line}`)].join('\n')
  })
  const assumed = outlooks.some((one) => one.kind === 'counted' && one.trend.kind === 'known')
  const nothing = outlooks.every(({ kind }) => kind === 'not-asked') ? [outcomeSentenceOf([])] : []
  return `${[...headLines(head), ...nothing, ...blocks, ...methodLines(head), ...(assumed ? [assumption] : [])].join('\n')}\n`
}

export const assumption = `Dates extend the counts of the last ${trendDays} days in a straight line (least squares), including users who come and go. A campaign, a deadline or a change of policy changes them; read a date as a rough direction.`

function methodLines({ methods }: OutlookHead): readonly string[] {
  if (methods === undefined) return []
  return 'unread' in methods ? undeterminedLines(methods.unread) : methodsText(methods.segments)
}

function headLines({ judgedAt, tenantId, simulated }: OutlookHead): readonly string[] {
  if (tenantId === undefined) return []
  const which = simulated ? 'Embedded tenant (a stand-in, not Microsoft)' : 'Tenant'
  return [`${which} ${tenantId} at ${formatMoment(judgedAt)}.`]
}

function linesOf(outlook: Outlook, today: Day): readonly string[] {
  switch (outlook.kind) {
    case 'not-asked':
      return [`not asked, since the rule is disabled${disabledBy(outlook.rule)}.`]
    case 'undetermined':
      return undeterminedLines(outlook.reason)
    case 'empty':
      return [
        `the tenant has no ${nounOf(outlook.rule.segment, 0)}, which this rule counts as a ${outlook.answer} (onEmpty).`,
      ]
    case 'counted':
      return [
        countedSentence(outlook),
        ...fallenLines(outlook),
        ...outlook.targets.map((target) => targetLine(target, outlook, today)),
        ...segmentLines(outlook),
        trendLine(outlook.trend),
      ]
  }
}

function countedSentence({ rule, count, population }: Counted): string {
  const { measure, minimum, segment } = rule
  const verb = count === 1 ? 'is' : 'are'
  return `${formatCount(count)} of ${formatCount(population)} ${nounOf(segment, 2)} (${formatRatio(count, population, minimum)}) ${verb} ${phraseOf(measure)}.`
}

function fallenLines({ fallen, rule }: Counted): readonly string[] {
  if (fallen === 0) return []
  return [
    `The ratio fell more than noDropMoreThan allows: it needs ${formatCount(fallen)} more ${nounOf(rule.segment, fallen)} who have it.`,
  ]
}

function targetLine(
  { minimum, from, final, missing, arrival }: Target,
  { rule }: Counted,
  today: Day,
): string {
  const last = from !== undefined && final ? ', the last step' : ''
  const demanded = `${formatMinimum(minimum)} ${from === undefined ? 'now' : `from ${formatDay(from)}${last}`}`
  if (arrival.kind === 'met') {
    const lost =
      arrival.lostOn === undefined
        ? ''
        : ` The trend falls; the ratio would be below it ${roughDay(arrival.lostOn, today)}.`
    return `${demanded}: ${from === undefined ? 'reached' : 'already reached'}.${lost}`
  }
  const users = `${formatCount(missing)} more ${nounOf(rule.segment, missing)} must ${verbOf(rule.measure)}`
  const when = {
    on: () =>
      arrival.kind === 'on'
        ? `at the present trend ${roughDay(arrival.day, today)}${punctuality(arrival.day, from)}`
        : '',
    never: () => 'at the present trend never, because the number of missing users does not fall',
    beyond: () => 'at the present trend not within five years',
    unknown: () => 'the date is not known yet',
  }[arrival.kind]
  return `${demanded}: ${users}; ${when()}.`
}

function punctuality(day: Day, from: Day | undefined): string {
  if (from === undefined) return ''
  return day <= from ? ', in time' : `, ${formatCount(day - from)} days late`
}

function segmentLines({ segments }: Counted): readonly string[] {
  if (segments === undefined) return []
  const { gaps, unread } = segments
  if (gaps.length === 0 && unread !== undefined) {
    const { what, todo } = reasonWords(unread)
    return [sentence(`By segment, could not determine: ${what}`), sentence(`To do: ${todo}`)]
  }
  const each = gaps.map(
    ({ segment, lacking, population }) =>
      `${formatCount(lacking)} of ${formatCount(population)} ${nounOf(segment, population)}`,
  )
  return [`Users who lack it, by segment (an admin is also a member or a guest): ${each.join(', ')}.`]
}

function trendLine(trend: Trend): string {
  switch (trend.kind) {
    case 'no-history':
      return 'Trend: none, because no history is given; keep one with `mfa-gate check --history FILE`, and name it here with --history.'
    case 'too-short':
      return `Trend: none yet. Within the last ${trendDays} days the history has counts of ${amount(trend.points, 'day')} over ${amount(trend.days, 'day')}, today included; it needs at least ${leastPoints} over ${leastSpan} days.`
    case 'known': {
      const { countPerDay, populationPerDay, points, first, last } = trend
      return `Trend from ${formatDay(first)} to ${formatDay(last)} (${points} days with counts): ${signed(countPerDay * 30)} who have it and ${signed(populationPerDay * 30)} users in 30 days.`
    }
  }
}

/** `+63`, `-2`, `+0.4`: no more digits than a trend has. */
function signed(number: number): string {
  const rounded = Math.abs(number) < 10 ? Math.round(number * 10) / 10 : Math.round(number)
  const size = formatCount(Math.floor(Math.abs(rounded)))
  const tenths = Math.round((Math.abs(rounded) % 1) * 10)
  return `${rounded < 0 ? '-' : '+'}${size}${tenths === 0 ? '' : `.${tenths}`}`
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** Up to this many days ahead a projection names the day, and beyond only the month. */
const nearDays = 60

/** `about 2027-01-14`, `about March 2028`: no more exact than a projection can be. */
function roughDay(day: Day, today: Day): string {
  const text = formatDay(day)
  if (day - today <= nearDays) return `about ${text}`
  const month = months[Number(text.slice(5, 7)) - 1] ?? ''
  return `about ${month} ${text.slice(0, 4)}`
}
