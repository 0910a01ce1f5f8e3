import { createHash } from 'node:crypto'
import { h } from 'hastscript'
import { type Content, type Raw, textOf } from './markup.ts'
import { styleSheet } from './style-sheet.ts'

interface Document {
  readonly title: string
  readonly body: Content
  /** The one script of the page, of our own making; the page must work without it. */
  readonly script?: string
  /** For each `place` in the body what stands there, as text, made when the page is written as far as that. */
  readonly filled?: readonly Iterable<string>[]
}

/** Text of a user cannot look like it, as its brackets are escaped. */
export const place: Raw = { type: 'raw', value: '<!--place-->' }

/** A whole page in one file, as `pageParts`. */
export function renderPage(page: Document): string {
  return [...pageParts(page)].join('')
}

/**
 * A whole page, piece by piece. Its policy lets it load nothing, send nothing and run nothing but its own style and
 * script, which are named by their hashes: text that got in as markup would still be dead.
 */
export function* pageParts({ title, body, script, filled = [] }: Document): Generator<string> {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(styleSheet)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('meta', { name: 'robots', content: 'noindex' }),
    h('title', title),
    h('style', styleSheet),
  ])
  const page = h('html', { lang: 'en' }, [
    head,
    h('body', body, script === undefined ? null : h('script', script)),
  ])
  yield '<!doctype html>\n'
  for (const [at, part] of textOf(page).split(place.value).entries()) {
    if (at > 0) yield* filled[at - 1] ?? []
    yield part
  }
  yield '\n'
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
