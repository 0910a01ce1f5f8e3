import type { Element, Literal, Nodes, Text } from 'hast'
import { toHtml } from 'hast-util-to-html'

declare module 'hast' {
  interface ElementContentMap {
    raw: Raw
  }
  interface RootContentMap {
    raw: Raw
  }
}

/** Text that the serializer leaves as it is. */
export interface Raw extends Literal {
  type: 'raw'
}

export type Part = Nodes | string | number | null | undefined

/** What may stand in an element; text in it is escaped by the serializer. */
export type Content = Part | Part[]

/** An SVG by the charting library, which escapes what it was given. Never text of a user. */
export function drawing(svg: string): Raw {
  return { type: 'raw', value: svg }
}

/** An element as text, of which charts are parts already. */
export function textOf(element: Element): string {
  return toHtml(element, { allowDangerousHtml: true })
}

/** Text of a user: in its own direction, whatever it holds. */
export function userText(text: string): Element {
  return {
    type: 'element',
    tagName: 'bdi',
    properties: wrapping(text),
    children: [{ type: 'text', value: text }],
  }
}

/** A sentence of ours, in which an address of Microsoft's can be followed; no other is, whoever has written it. */
export function linkedText(text: string): Element {
  const { className } = wrapping(text)
  const children = text
    .split(/(https:\/\/aka\.ms\/[\w-]+)/)
    .map((part, index): Element | Text => (index % 2 === 0 ? { type: 'text', value: part } : linkTo(part)))
  return { type: 'element', tagName: 'bdi', properties: { className }, children }
}

function linkTo(address: string): Element {
  const properties = { className: ['address'], href: address, rel: ['noreferrer'] }
  return { type: 'element', tagName: 'a', properties, children: [{ type: 'text', value: address }] }
}

/** A name or number that machines read. */
export function codeText(text: string): Element {
  const { className } = wrapping(text)
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['code', ...className] },
    children: [{ type: 'text', value: text }],
  }
}

/** One after the other, with commas between. */
export function withCommas(elements: readonly Element[]): (Element | string)[] {
  return elements.flatMap((element) => [', ', element]).slice(1)
}

/** No column is narrower than the longest word in it, unless that is longer than so many characters. */
const longest = 24

/** Always a class, so that what a text holds changes no attribute but its value. */
function wrapping(text: string): { readonly className: string[] } {
  return { className: text.split(/[\s-]+/u).some((word) => word.length > longest) ? ['long'] : ['whole'] }
}
