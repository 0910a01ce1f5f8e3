import Table, { type TableConstructorOptions } from 'cli-table3'
import { textWidth } from './text-width.ts'

/** A column of a table that is to fit a screen. */
export interface Column {
  readonly head: string
  readonly align?: 'right'
  /** How narrow it may become, by folding its text; undefined: as its text is. */
  readonly least?: number
  /** Left out where there is no room for all; of several the highest goes first. */
  readonly spare?: number
}

export interface Cell {
  readonly text: string
  /** Colours a line of it. */
  readonly paint?: (line: string) => string
}

/** What the lines between the columns take. */
interface Frame {
  readonly around: number
  readonly between: number
  readonly options: TableConstructorOptions
}

const parts = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
]

export const frames = {
  boxed: { around: 4, between: 3, options: { style: { head: [], border: [], compact: true } } },
  /** Without borders, so that a line is a line for other tools too. */
  bare: {
    around: 0,
    between: 2,
    options: {
      chars: Object.fromEntries(parts.map((part) => [part, part === 'middle' ? '  ' : ''])),
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    },
  },
} as const satisfies Readonly<Record<string, Frame>>

/** The table in so many columns of a screen; undefined: as wide as its text is. */
export function fitTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number | undefined,
  frame: Frame = frames.boxed,
): string {
  const fitted = widths(columns, naturalWidths(columns, rows), width ?? Number.POSITIVE_INFINITY, frame)
  const kept = columns.map((_, at) => at).filter((at) => fitted[at] !== undefined)
  const folded = (text: string, at: number): readonly string[] => fold(text, fitted[at] ?? 0)
  const table = new Table({
    ...frame.options,
    head: kept.map((at) => folded(columns[at]?.head ?? '', at).join('\n')),
    colAligns: kept.map((at) => columns[at]?.align ?? 'left'),
  })
  for (const row of rows) {
    table.push(
      kept.map((at) => {
        const { text, paint }: Cell = row[at] ?? { text: '' }
        const lines = folded(text, at)
        return (paint === undefined ? lines : lines.map(paint)).join('\n')
      }),
    )
  }
  return table.toString().replaceAll(/ +$/gm, '')
}

/** How wide the table would be by itself. */
export function tableWidth(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { around, between }: Frame = frames.boxed,
): number {
  return sum(naturalWidths(columns, rows)) + around + between * (columns.length - 1)
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly number[] {
  return columns.map(({ head }, at) =>
    [head, ...rows.map((row) => row[at]?.text ?? '')]
      .flatMap((text) => text.split('\n'))
      .reduce((widest, line) => Math.max(widest, textWidth(line)), 0),
  )
}

/** Undefined for what is left out. */
function widths(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
  { around, between }: Frame,
): readonly (number | undefined)[] {
  const given: (number | undefined)[] = [...natural]
  const over = (all: readonly (number | undefined)[]): number => {
    const there = all.filter((one) => one !== undefined)
    return sum(there) + around + between * (there.length - 1) - width
  }
  const leasts = (): readonly (number | undefined)[] =>
    given.map((one, at) => (one === undefined ? undefined : Math.min(one, columns[at]?.least ?? one)))
  while (over(leasts()) > 0) {
    const spare = columns
      .map(({ spare = 0 }, at) => ({ spare, at }))
      .filter(({ spare, at }) => spare > 0 && given[at] !== undefined)
      .toSorted((one, other) => other.spare - one.spare)[0]
    if (spare === undefined) break
    given[spare.at] = undefined
  }
  // The widest gives first, so that what is short stays whole.
  for (let left = over(given); left > 0 && left < Number.POSITIVE_INFINITY; left -= 1) {
    const widest = given
      .flatMap((one, at) => (one !== undefined && one > (columns[at]?.least ?? one) ? [{ one, at }] : []))
      .toSorted((one, other) => other.one - one.one)[0]
    if (widest === undefined) break
    given[widest.at] = widest.one - 1
  }
  return given
}

/** The lines of a text within a width: broken at spaces and after hyphens, and what is too long by itself ends in an ellipsis. */
function fold(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (textWidth(line) <= width) return [line]
    const lines = ['']
    for (const piece of line.split(/(?<=[ -])/)) {
      const longer = `${lines.at(-1) ?? ''}${piece}`
      if (textWidth(longer.trimEnd()) <= width) lines[lines.length - 1] = longer
      else lines.push(shortened(piece, width))
    }
    return lines.map((one) => one.trimEnd()).filter((one) => one !== '')
  })
}

/** As many whole characters as there is room for. */
export function shortened(text: string, width: number): string {
  if (textWidth(text.trimEnd()) <= width) return text
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  while (characters.length > 0 && textWidth(characters.join('')) >= width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
