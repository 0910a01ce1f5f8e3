import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Control } from '../../../controls/control.ts'
import { controlsFor } from '../../../controls/controls-for.ts'
import { controls as allControls } from '../../../controls/controls.ts'
import { generalLimits } from '../../../controls/limits.ts'
import type { Finding } from '../../findings.ts'
import { codeText, withCommas } from '../page/markup.ts'
import { sentence } from '../../sentence.ts'
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
  const limits = [...new Set(rows.flatMap(({ control }) => limitsOf(control)))]
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
    h('div.card.controls', [
      table(
        'Controls that these rules support while they pass',
        [{ title: 'Control' }, { title: 'Rules, today' }, { title: 'Not proven: notes' }],
        rows.map(({ control, rules }) => [name(control), supportOf(rules), notes(control, limits)]),
      ),
      h('h3', { id: 'limits-title' }, 'Notes: what they do not prove'),
      h(
        'ol.limits',
        { ariaLabelledBy: 'limits-title' },
        limits.map((limit, at) => h('li', { id: noteId(at) }, limit)),
      ),
    ]),
  )
}

function name({ framework, edition, dated, id, title }: Control): Element[] {
  return [h('span', id), h('p', [`${sentence(title)} `, h('span', `${framework}, ${edition} (${dated})`)])]
}

/** The rules by their answer. */
function supportOf(rules: readonly Finding[]): Element[] {
  return [...Map.groupBy(rules, ({ answer }) => answer).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const names = withCommas(group.map(({ rule }) => codeText(rule.id)))
    return [h('p', [badge(lookOf(first)), ' ', ...names])]
  })
}

function limitsOf({ doesNotProve, unchecked }: Control): readonly string[] {
  return [...doesNotProve, ...(unchecked === undefined ? [] : [unchecked])]
}

/** Many controls leave the same open, so each sentence stands once, with a number. */
function notes(control: Control, limits: readonly string[]): (Element | string)[] {
  const numbers = limitsOf(control)
    .map((limit) => limits.indexOf(limit))
    .sort((one, other) => one - other)
  return withCommas(
    numbers.map((at) => h('a', { href: `#${noteId(at)}`, ariaLabel: `Note ${at + 1}` }, String(at + 1))),
  )
}

function noteId(at: number): string {
  return `limit-${at + 1}`
}
