import { plot as draw, type PlotOptions } from '@observablehq/plot'
import { DOMParser } from 'linkedom'

/** What is used of an element of the library's drawing; the project knows no browser's types. */
interface Drawn {
  textContent: string
  readonly outerHTML: string
  querySelectorAll(selector: string): Iterable<Drawn>
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  prepend(...elements: readonly Drawn[]): void
  remove(): void
}

/** What the library draws into; it stays empty. */
const document = new DOMParser().parseFromString('<!doctype html><html></html>', 'text/html') as unknown as {
  createElementNS(namespace: string, name: string): Drawn
}

export interface Described {
  /** Distinct on its page. */
  readonly id: string
  readonly title: string
  readonly description: string
}

/**
 * Draws a chart as SVG text. Title and description are for those who do not see it; colours come from the page's style
 * sheet by class, so that it follows light, dark and print.
 */
export function renderPlot(options: PlotOptions, { id, title, description }: Described): string {
  const drawn: unknown = draw({ ...options, document, figure: false })
  const svg = drawn as Drawn
  // The page's policy allows no style but its own.
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const group of svg.querySelectorAll('[aria-label]')) group.removeAttribute('aria-label')
  svg.removeAttribute('width')
  svg.removeAttribute('height')
  svg.removeAttribute('class')
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-labelledby', `${id}-title`)
  svg.setAttribute('aria-describedby', `${id}-description`)
  svg.prepend(named('title', `${id}-title`, title), named('desc', `${id}-description`, description))
  return svg.outerHTML
}

function named(name: 'title' | 'desc', id: string, text: string): Drawn {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  element.setAttribute('id', id)
  element.textContent = text
  return element
}
