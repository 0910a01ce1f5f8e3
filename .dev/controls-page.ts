import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { controls } from '../src/controls/controls.ts'
import { generalLimits } from '../src/controls/limits.ts'
import type { Control, Support } from '../src/controls/control.ts'

/** The page whose mapping is written from the data. */
export const controlsPage = join(import.meta.dirname, '../docs/controls.md')

const begin = '<!-- the mapping: `node .dev/controls-page.ts` writes it -->'
const end = '<!-- end of the mapping -->'

/** The page with the mapping that the data gives. */
export function withMapping(page: string): string {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error('docs/controls.md lacks its marks')
  return `${before}${begin}\n\n${mapping()}\n\n${end}${after}`
}

function mapping(): string {
  const frameworks = Map.groupBy(controls, ({ framework }) => framework)
  return [
    '### Whatever the control',
    list(generalLimits),
    ...[...frameworks].flatMap(([framework, group]) => [`### ${framework}`, ...group.flatMap(entry)]),
  ].join('\n\n')
}

function entry({
  id,
  title,
  edition,
  dated,
  supportedBy,
  doesNotProve,
  unchecked,
}: Control): readonly string[] {
  return [
    `**${id}**: ${title} (${edition}, ${dated})`,
    `Supported by a passing rule on ${supportedBy.map(support).join('; or ')}. It does not prove:`,
    list(doesNotProve),
    ...(unchecked === undefined ? [] : [unchecked]),
  ]
}

function support({ measures, segments, leastMinimumPercent }: Support): string {
  return `${code(measures)} of ${code(segments)} with a minimum of ${leastMinimumPercent} %${leastMinimumPercent === 100 ? '' : ' or more'}`
}

function code(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(' or ')
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join('\n')
}

if (import.meta.main) writeFileSync(controlsPage, withMapping(readFileSync(controlsPage, 'utf8')))
