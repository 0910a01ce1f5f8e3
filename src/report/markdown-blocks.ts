import type { BlockContent, List, PhrasingContent, Root, TableRow } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import { oneLine } from './plain.ts'

/** Pieces of a Markdown document: a syntax tree, so that user text is escaped by its serializer. */

export function markdownText(children: Root['children']): string {
  return toMarkdown({ type: 'root', children }, { extensions: [gfmTableToMarkdown(), strict], bullet: '-' })
}

export function heading(depth: 2 | 3, value: string): BlockContent {
  return { type: 'heading', depth, children: phrase(value) }
}

export function paragraph(value: string): BlockContent {
  return { type: 'paragraph', children: phrase(value) }
}

export function list(values: readonly string[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: values.map((value) => ({ type: 'listItem', children: [paragraph(value)] })),
  }
}

export function tableRow(texts: readonly string[]): TableRow {
  return {
    type: 'tableRow',
    children: texts.map((value) => ({ type: 'tableCell', children: phrase(value) })),
  }
}

function phrase(value: string): PhrasingContent[] {
  return [{ type: 'text', value: oneLine(value) }]
}

/** What GitHub, Azure DevOps and GitLab make of text beyond CommonMark: mentions, references, HTML, math. */
const strict = {
  unsafe: [
    { character: '@', inConstruct: 'phrasing' as const },
    { character: '#', inConstruct: 'phrasing' as const },
    { character: '$', inConstruct: 'phrasing' as const },
    { character: '~', inConstruct: 'phrasing' as const },
    { character: '<', inConstruct: 'phrasing' as const },
  ],
}
