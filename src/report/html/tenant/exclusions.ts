import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import { phraseOf } from '../../../model/measure.ts'
import { nounOf, type Segment } from '../../../model/segment.ts'
import { codeText, userText } from '../page/markup.ts'
import { badge } from '../page/verdict-look.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'
import { type Counted, figuresOf } from '../../row.ts'
import type { Finding } from '../../findings.ts'
import type { ReportedReading } from '../../reported-reading.ts'
import { unmatchedIn } from '../../unmatched-note.ts'

type ReportedExclusions = NonNullable<ReportedReading['exclusions']>

/** Who was left out, by reason, and what that did to every ratio. */
export function exclusions(findings: readonly Finding[]): Element {
  const note = unmatchedIn(findings)
  const affected = findings.filter(({ reading }) => reading?.exclusions !== undefined)
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
function bySegment(affected: readonly Finding[]): ReadonlyMap<Segment, ReportedExclusions> {
  return new Map(
    affected.flatMap(({ reading, rule }) => {
      const found = reading?.exclusions
      return found === undefined ? [] : [[rule.segment, found] as const]
    }),
  )
}

const kinds: Readonly<Record<string, string>> = {
  users: 'Listed accounts',
  pattern: 'By name pattern',
  guests: 'Guests',
  syncAccounts: 'Directory sync accounts',
  breakGlass: 'Break-glass accounts',
  group: 'Users of a group',
  joiners: 'New accounts',
  unlicensed: 'Unlicensed accounts',
}

/** A row for a reason, a column for a segment. */
function reasonsTable(found: ReadonlyMap<Segment, ReportedExclusions>): Element {
  const all = [...found.values()].flatMap(({ excluded }) => excluded)
  const reasons = new Map(all.map((one) => [`${one.kind} ${one.reason}`, one]))
  const idle = new Set(
    all.filter(({ unmatched }) => unmatched !== undefined).map(({ kind, reason }) => `${kind} ${reason}`),
  )
  const nobody = [...reasons.keys()].filter((key) =>
    all.every((one) => `${one.kind} ${one.reason}` !== key || one.users === 0),
  )
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
    [...reasons].map(([key, { kind, reason }]) => [
      [userText(reason), ...markOf(nobody.includes(key), idle.has(key))],
      kinds[kind] ?? kind,
      ...[...found.keys()].map((segment) => left(segment, kind, reason)),
    ]),
  )
}

/** What leaves nobody out is a mistake, or no longer needed: an auditor asks. */
function markOf(nobody: boolean, some: boolean): readonly Element[] {
  if (!nobody && !some) return []
  const word = nobody ? 'Matches nobody' : 'Entries that match nobody'
  return [h('p', badge({ word, sign: '!', tone: 'undetermined' }))]
}

function effectTable(affected: readonly Finding[]): Element {
  return table(
    'What that did to each ratio',
    [{ title: 'Rule' }, { title: 'With everybody', numeric: true }, { title: 'Judged', numeric: true }],
    affected.map((finding) => [
      codeText(finding.rule.id),
      pair(before(finding), finding),
      pair(finding.numbers ?? {}, finding),
    ]),
  )
}

function before({ reading, rule }: Finding): Counted {
  const found = reading?.exclusions
  const count = found?.counts[rule.measure]
  return found === undefined || count === undefined ? {} : { count, population: found.population }
}

function pair(counted: Counted, { minimum, rule }: Finding): (Element | string)[] {
  const numbers = figuresOf(counted, minimum)
  if (numbers?.percent === undefined) return ['–']
  const users = `${numbers.users} ${nounOf(rule.segment, numbers.population)} ${phraseOf(rule.measure)}`
  return [h('p', h('strong', numbers.ratio)), h('p.quiet', users)]
}
