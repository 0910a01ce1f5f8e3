import { createHash } from 'node:crypto'
import { h } from 'hastscript'
import { type Content, type Raw, textOf } from './markup.ts'
import { styleSheet } from './style-sheet.ts'

interface Document {
  readonly title: string
  readonly body: Content
  /** The one script of the page, of our own making; the page must work without it. */
  readonly script?: string
  /** Put where `rowsPlace` stands. Each is text already, and all of them stand in no text but the whole. */
  readonly rows?: readonly string[]
}

/** Text of a user cannot look like it, as its brackets are escaped. */
export const rowsPlace: Raw = { type: 'raw', value: '<!--rows-->' }

/**
 * A whole page in one file. Its policy lets it load nothing, send nothing and run nothing but its own style and
 * script, which are named by their hashes: text that got in as markup would still be dead.
 */
export function renderPage({ title, body, script, rows = [] }: Document): string {
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
  const [before = '', after = ''] = textOf(page).split(rowsPlace.value)
  return ['<!doctype html>\n', before, ...rows, after, '\n'].join('')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
