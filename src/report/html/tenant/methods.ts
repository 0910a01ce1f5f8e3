import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import { methodsOf, type SegmentMethods } from '../../../model/methods/strengths.ts'
import { nounOf, type Segment } from '../../../model/segment.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { strengths } from '../../../schemas/method-class.ts'
import { strengthWords } from '../../method-lines.ts'
import { capital } from '../../outcome-words.ts'
import { stackedBar } from '../chart/stacked-bar.ts'
import { drawing } from '../page/markup.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'

/** Which methods the users of each segment have; null where no rule asks about methods. */
export function methods(report: AssessmentReport): Element | null {
  const found = segmentsIn(report)
  if (found.length === 0) return null
  return section(
    'methods',
    'Methods',
    h(
      'p',
      'Users by the strongest method that is known of each. Registered is not enforced: no sign-in need have asked for it.',
    ),
    h('div.card', [barTable(found), legend(), countTable(found)]),
  )
}

/** Each segment once. */
export function segmentsIn({ verdicts }: AssessmentReport): readonly SegmentMethods[] {
  const cells = new Map(
    verdicts.flatMap(({ reading }) =>
      reading?.methods === undefined
        ? []
        : [[(reading.segment ?? 'all') as Segment, reading.methods] as const],
    ),
  )
  return [...cells].map(([segment, found]) => methodsOf(segment, found))
}

function barTable(found: readonly SegmentMethods[]): Element {
  return table(
    'Shares by method',
    [{ title: 'Segment' }, { title: 'Shares' }],
    found.map((one, index) => [capital(nounOf(one.segment, 2)), drawing(barOf(one, index))]),
  )
}

function barOf({ segment, population, users }: SegmentMethods, index: number): string {
  const slices = strengths.map((strength) => ({
    tone: `method-${strength.toLowerCase()}`,
    percent: population === 0 ? 0 : (users[strength] / population) * 100,
  }))
  return stackedBar(slices, {
    id: `methods-${index}`,
    title: `${capital(nounOf(segment, 2))} by method`,
    description: strengths
      .map((strength) => `${formatCount(users[strength])} ${strengthWords[strength]}`)
      .join('; '),
  })
}

function legend(): Element {
  return h(
    'ul.legend',
    strengths.map((strength) =>
      h('li', [h(`span.method-${strength.toLowerCase()}`), capital(strengthWords[strength])]),
    ),
  )
}

function countTable(found: readonly SegmentMethods[]): Element {
  const number = (title: string) => ({ title, numeric: true as const })
  return table(
    'Users by method',
    [
      { title: 'Segment' },
      ...strengths.map((strength) => number(capital(strengthWords[strength]))),
      number('Of these not classified'),
    ],
    found.map(({ segment, users, unclassified }) => [
      capital(nounOf(segment, 2)),
      ...strengths.map((strength) => formatCount(users[strength])),
      formatCount(unclassified),
    ]),
  )
}
