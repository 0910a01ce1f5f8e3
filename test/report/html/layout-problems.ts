import type { Page } from 'playwright-core'

/** The narrowest that a column may be, in CSS pixels. */
const narrowest = 80
/** Words of up to so many letters must stand in one line. */
const longestWhole = 24

/** What a reader would call broken in the page as it is laid out now, at most ten of each sort. */
export async function layoutProblems(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(script)
}

const script = `(() => {
  const found = new Map()
  const complain = (sort, element, more = '') => {
    const list = found.get(sort) ?? []
    if (list.length < 10)
      list.push(sort + ': <' + element.tagName.toLowerCase() + ' class="' + element.className + '"> ' +
        element.textContent.trim().slice(0, 60) + more)
    found.set(sort, list)
  }
  const shown = (element) => element.checkVisibility({ contentVisibilityAuto: true }) &&
    element.getBoundingClientRect().width > 1
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width)
    complain('scrolls sideways', document.body, ' to ' + document.documentElement.scrollWidth)

  for (const cell of document.querySelectorAll('th, td')) {
    // A head that is there for screen readers alone.
    if (!shown(cell) || getComputedStyle(cell.closest('thead') ?? cell).position === 'absolute') continue
    const box = cell.getBoundingClientRect()
    if (box.width < ${narrowest} - 0.5) complain('narrow column', cell, ' ' + box.width)
    const lefts = new Set()
    const row = [...cell.parentElement.children].filter((other) => other !== cell && shown(other))
    for (const other of row) {
      const there = other.getBoundingClientRect()
      const over = (from, to, start, end) => Math.min(to, end) - Math.max(from, start) > 1
      if (over(box.left, box.right, there.left, there.right) && over(box.top, box.bottom, there.top, there.bottom))
        complain('lies over another', cell)
    }
    for (const child of cell.children) {
      if (!shown(child)) continue
      const { left, right } = child.getBoundingClientRect()
      if (right > box.right + 1 || left < box.left - 1) complain('leaves its cell', child)
      if (getComputedStyle(child).display === 'block' && getComputedStyle(cell).textAlign !== 'right') lefts.add(Math.round(left))
    }
    if (lefts.size > 1) complain('stands in two columns', cell)
  }

  for (const element of document.querySelectorAll('h1, h2, h3, p, li, dt, dd, summary, .badge, bdi, .code, figcaption')) {
    if (!shown(element)) continue
    // What scrolls by itself hides what is beyond it.
    if (element.closest('[style*="overflow-x"]')) continue
    const frame = (element.closest('.card') ?? document.documentElement).getBoundingClientRect()
    const { left, right } = element.getBoundingClientRect()
    if (right > frame.right + 1 || left < frame.left - 1) complain('leaves its card', element)
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  // What a browser may not break: it may after a hyphen, and within other scripts.
  const word = /[^\\s-]+/gu
  const latin = /^[\\p{Script=Latin}\\p{N}\\p{P}\\p{S}]+$/u
  const range = document.createRange()
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent.closest('svg, script, style, title, desc') || node.data.trim() === '') continue
    range.selectNodeContents(node)
    if (range.getClientRects().length < 2 || !shown(parent)) continue
    for (const { 0: text, index } of node.data.matchAll(word)) {
      if (text.length > ${longestWhole} || !latin.test(text)) continue
      range.setStart(node, index)
      range.setEnd(node, index + text.length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
        complain('breaks a word', parent, ' (' + text + ')')
    }
  }
  return [...found.values()].flat()
})()`
