import type { Element } from 'hast'
import { h } from 'hastscript'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { formatDays } from '../../../rules/calendar.ts'
import { codeText, userText } from '../page/markup.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'

type Note = AssessmentReport['waivers'][number]

const states: Readonly<Record<Note['state'], string>> = {
  'in-force': 'In force',
  used: 'Used by this assessment',
  unused: 'Not used',
  expired: 'Expired',
  'not-yet': 'Not yet in force',
  'stack-unknown': 'Not used: the stack is not known',
  elsewhere: 'For other stacks',
}

export function waivers(notes: AssessmentReport['waivers'], passing: ReadonlySet<string>): Element {
  if (notes.length === 0)
    return section('waivers', 'Waivers', h('p', 'No waiver was used, and none needs attention.'))
  return section(
    'waivers',
    'Waivers',
    h(
      'p',
      'A waiver accepts for a time that one rule is below the minimum. It has an owner, a reason and a last day (UTC, inclusive).',
    ),
    h(
      'div.card.waiving',
      table(
        'Waivers that were used or that need attention',
        [
          { title: 'Rule and stack' },
          { title: 'State' },
          { title: 'Last day' },
          { title: 'Owner' },
          { title: 'Reason' },
        ],
        notes.map((note) => row(note, passing)),
      ),
    ),
  )
}

function row({ waiver, state, daysLeft, expiresSoon }: Note, passing: ReadonlySet<string>) {
  const left = daysLeft < 0 ? '' : daysLeft === 0 ? 'its last day' : `${formatDays(daysLeft)} left`
  return [
    [codeText(waiver.rule), h('p', userText(waiver.stack))],
    state === 'unused' && passing.has(waiver.rule) ? 'Not needed: the rule passes' : states[state],
    [
      h('p', waiver.expires),
      left === '' ? null : h('p', expiresSoon ? h('strong', `expires soon: ${left}`) : left),
    ],
    [h('p', userText(waiver.owner)), h('p.quiet', userText(waiver.ticket))],
    [
      userText(waiver.reason),
      waiver.writtenAt === undefined ? null : h('p.quiet', userText(waiver.writtenAt)),
    ],
  ]
}
