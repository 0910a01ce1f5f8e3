import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../posture/count.ts'
import { phraseOf } from '../../../posture/measure.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { userText } from '../page/markup.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'
import { countText, ratioText, type Reported, type ReportedExclusions, segmentOf } from '../reported.ts'

/** Who was left out, by reason, and what that did to every ratio. */
export function exclusions({ verdicts }: AssessmentReport): Element {
  const affected = verdicts.filter(({ reading }) => reading?.exclusions !== undefined)
  if (affected.length === 0)
    return section('exclusions', 'Exclusions', h('p', 'Nobody was left out of the counts.'))
  return section(
    'exclusions',
    'Exclusions',
    h(
      'p',
      'These accounts are in none of the ratios above. How each ratio would be with them is shown beside it.',
    ),
    h('div.card', reasonsTable(distinct(affected))),
    h('div.card', effectTable(affected)),
  )
}

/** Segments of one reading may exclude different numbers, so each is shown once. */
function distinct(affected: readonly Reported[]): readonly (readonly [string, ReportedExclusions])[] {
  const bySegment = affected.flatMap((verdict) => {
    const found = verdict.reading?.exclusions
    return found === undefined ? [] : [[segmentOf(verdict), found] as const]
  })
  return [...new Map(bySegment)]
}

const kinds: Readonly<Record<string, string>> = {
  users: 'Listed accounts',
  pattern: 'By name pattern',
  guests: 'Guests',
  syncAccounts: 'Directory sync accounts',
  breakGlass: 'Break-glass accounts',
}

function reasonsTable(found: readonly (readonly [string, ReportedExclusions])[]): Element {
  return table(
    'Left out, by reason',
    [{ title: 'Reason' }, { title: 'Kind' }, { title: 'Segment' }, { title: 'Accounts', numeric: true }],
    found.flatMap(([segment, { excluded }]) =>
      excluded.map(({ kind, reason, users }) => [
        userText(reason),
        kinds[kind] ?? kind,
        segment,
        formatCount(users),
      ]),
    ),
  )
}

function effectTable(affected: readonly Reported[]): Element {
  return table(
    'What that did to each ratio',
    [{ title: 'Rule' }, { title: 'With everybody', numeric: true }, { title: 'Judged', numeric: true }],
    affected.map((reported) => [
      h('span.code', reported.rule.id),
      pair(before(reported), reported),
      pair(reported, reported),
    ]),
  )
}

function before({ reading, rule }: Reported): { readonly count?: number; readonly population?: number } {
  const found = reading?.exclusions
  const count = found?.counts[rule.measure]
  return found === undefined || count === undefined ? {} : { count, population: found.population }
}

function pair(
  numbers: { readonly count?: number | undefined; readonly population?: number | undefined },
  reported: Reported,
): (Element | string)[] {
  const { count, population } = numbers
  const ratio = ratioText(numbers, reported.rule.minimumPercent)
  if (ratio === undefined || count === undefined || population === undefined) return ['–']
  const users = `${countText(count, population, segmentOf(reported))} ${phraseOf(reported.rule.measure)}`
  return [h('p', h('strong', ratio)), h('p.quiet', users)]
}
