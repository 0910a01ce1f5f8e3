import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Content } from './markup.ts'

/** A part of the page under its heading, which names it to screen readers. */
export function section(id: string, title: Content, ...content: readonly Content[]): Element {
  return h('section', { id, ariaLabelledBy: `${id}-title` }, [
    h('h2', { id: `${id}-title` }, title),
    ...content,
  ])
}

/** Names and values, one under the other; a value left out leaves out its name. */
export function facts(entries: readonly (readonly [name: string, value: Content])[]): Element {
  const given = entries.filter(([, value]) => value !== undefined && value !== null)
  return h(
    'dl.facts',
    given.map(([name, value]) => h('div', [h('dt', name), h('dd', value)])),
  )
}
