import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Control } from '../../../controls/control.ts'
import { controlsFor } from '../../../controls/controls-for.ts'
import { controls as allControls } from '../../../controls/controls.ts'
import { generalLimits } from '../../../controls/limits.ts'
import type { Finding } from '../../findings.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'
import { badge, lookOf } from '../page/verdict-look.ts'

/** Which controls the rules support today, and in plain words what they do not prove. */
export function controls(findings: readonly Finding[]): Element {
  const supporting = (control: Control): readonly Finding[] =>
    findings.filter(({ rule }) => controlsFor(rule).includes(control))
  const rows = allControls
    .map((control) => ({ control, rules: supporting(control) }))
    .filter(({ rules }) => rules.length > 0)
  if (rows.length === 0)
    return section(
      'controls',
      'Controls',
      h('p', 'None of these rules supports a control that this gate knows.'),
    )
  return section(
    'controls',
    'Controls',
    h(
      'p',
      'A rule that passes supports a control; it never proves one. What remains to be shown in other ways:',
    ),
    h(
      'ul.limits',
      generalLimits.map((limit) => h('li', limit)),
    ),
    h(
      'div.card.controls',
      table(
        'Controls that these rules support while they pass',
        [{ title: 'Control' }, { title: 'Rules, today' }, { title: 'What it does not prove' }],
        rows.map(({ control, rules }) => [name(control), rules.map(supportOf), proof(control)]),
      ),
    ),
  )
}

function name({ framework, edition, dated, id, title }: Control): Element[] {
  return [h('span', id), h('p', title), h('p', `${framework}, ${edition} (${dated})`)]
}

function supportOf(finding: Finding): Element {
  return h('p', [badge(lookOf(finding)), ' ', h('span.code', finding.rule.id)])
}

function proof({ doesNotProve, unchecked }: Control): Element {
  return h(
    'ul',
    [...doesNotProve, ...(unchecked === undefined ? [] : [unchecked])].map((limit) => h('li', limit)),
  )
}
