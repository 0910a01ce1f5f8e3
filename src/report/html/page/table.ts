import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Content } from './markup.ts'

export interface Column {
  readonly title: string
  readonly numeric?: true
}

/**
 * A table that becomes a list of cards on a narrow screen. Changing `display` takes the table's meaning away from
 * screen readers, so the roles are written out.
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Element {
  return h('table.cards', { role: 'table' }, [
    h('caption', caption),
    h('thead', { role: 'rowgroup' }, [
      h(
        'tr',
        { role: 'row' },
        columns.map((column) =>
          h('th', { role: 'columnheader', scope: 'col', className: classOf(column) }, column.title),
        ),
      ),
    ]),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((row) =>
        h(
          'tr',
          { role: 'row' },
          row.map((content, at) => cell(content, columns[at], at === 0)),
        ),
      ),
    ),
  ])
}

/** The first cell of a row is its header. */
export function cell(content: Content, column: Column | undefined, heads: boolean): Element {
  const properties = { dataLabel: column?.title, className: classOf(column) }
  return heads
    ? h('th', { ...properties, role: 'rowheader', scope: 'row' }, content)
    : h('td', { ...properties, role: 'cell' }, content)
}

export function classOf(column: Column | undefined): string | undefined {
  return column?.numeric ? 'number' : undefined
}
