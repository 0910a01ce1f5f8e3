import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../posture/count.ts'
import { phraseOf } from '../../../posture/measure.ts'
import { nounOf, type Segment } from '../../../posture/segment.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { userText } from '../page/markup.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'
import { unmatchedOfReport } from '../../unmatched-note.ts'
import { countText, ratioText, type Reported, type ReportedExclusions, segmentOf } from '../reported.ts'

/** Who was left out, by reason, and what that did to every ratio. */
export function exclusions(report: AssessmentReport): Element {
  const { verdicts } = report
  const note = unmatchedOfReport(report)
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
    note === undefined ? null : h('p', userText(note)),
    h('div.card', reasonsTable(bySegment(affected))),
    h('div.card', effectTable(affected)),
  )
}

/** What was left out of each segment, once. */
function bySegment(affected: readonly Reported[]): ReadonlyMap<Segment, ReportedExclusions> {
  return new Map(
    affected.flatMap((verdict) => {
      const found = verdict.reading?.exclusions
      return found === undefined ? [] : [[segmentOf(verdict), found] as const]
    }),
  )
}

const kinds: Readonly<Record<string, string>> = {
  users: 'Listed accounts',
  pattern: 'By name pattern',
  guests: 'Guests',
  syncAccounts: 'Directory sync accounts',
  breakGlass: 'Break-glass accounts',
}

/** A row for a reason, a column for a segment. */
function reasonsTable(found: ReadonlyMap<Segment, ReportedExclusions>): Element {
  const all = [...found.values()].flatMap(({ excluded }) => excluded)
  const reasons = new Map(all.map((one) => [`${one.kind} ${one.reason}`, one]))
  const left = (segment: Segment, kind: string, reason: string): string => {
    const same = found.get(segment)?.excluded.find((one) => one.kind === kind && one.reason === reason)
    return formatCount(same?.users ?? 0)
  }
  return table(
    'Accounts left out, by reason',
    [
      { title: 'Reason' },
      { title: 'Kind' },
      ...[...found.keys()].map((segment) => ({ title: `Of ${nounOf(segment, 2)}`, numeric: true as const })),
    ],
    [...reasons.values()].map(({ kind, reason }) => [
      userText(reason),
      kinds[kind] ?? kind,
      ...[...found.keys()].map((segment) => left(segment, kind, reason)),
    ]),
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
