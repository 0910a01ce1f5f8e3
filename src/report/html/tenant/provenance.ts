import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import type { Finding } from '../../findings.ts'
import { ledgerSentence } from '../../ledger-sentence.ts'
import { formatMoment } from '../../moment.ts'
import { codeText, userText } from '../page/markup.ts'
import { facts, section } from '../page/section.ts'
import { type ReportedReading, runWords, sourceLines } from '../../reported-reading.ts'
import { signInLines } from '../../sign-in-lines.ts'

/** Where the numbers come from, so that somebody else can find the same. */
export function provenance(findings: readonly Finding[]): Element {
  const readings = distinct(findings)
  return section(
    'provenance',
    'Where the numbers come from',
    ...(readings.length === 0
      ? [h('p', 'Nothing could be read of the tenant, so there are no numbers to trace.')]
      : readings.map(([reading, rules]) => h('div.card', readingFacts(reading, rules)))),
  )
}

/** One card for what was fetched once, whichever rules it answered. */
function distinct(findings: readonly Finding[]): readonly (readonly [ReportedReading, readonly string[]])[] {
  const read = findings.filter(({ reading }) => reading?.kind === 'snapshot')
  const groups = Map.groupBy(read, ({ reading }) =>
    [reading?.endpoint, reading?.receivedAt, reading?.bodySha256].join(' '),
  )
  return [...groups.values()].flatMap((group) => {
    const reading = group[0]?.reading
    return reading === undefined || reading === null
      ? []
      : [[reading, group.map(({ rule }) => rule.id)] as const]
  })
}

function readingFacts(reading: ReportedReading, rules: readonly string[]): Element {
  const { source, endpoint, requestId, receivedAt, bodySha256, simulated, savedIn, readBy, population } =
    reading
  return facts([
    ['Source', source],
    ['About it', about(reading)],
    ['Read from', simulated ? 'the embedded tenant, a stand-in and not Microsoft' : 'Microsoft Graph'],
    ['Endpoint', endpoint === undefined ? undefined : h('span.code', userText(endpoint))],
    ['Received', receivedAt === undefined ? undefined : formatMoment(receivedAt)],
    ['Graph request id', requestId ? h('span.code', userText(requestId)) : 'not given'],
    ['SHA-256 of what was read', bodySha256 === undefined ? undefined : codeText(bodySha256)],
    ['Users counted', population === undefined ? undefined : formatCount(population)],
    ['Sign-ins', signInLines(reading)[0]],
    ['Page ledger', ledgerLine(reading)],
    ['Fetched by', readBy === undefined ? undefined : `${runWords[readBy]} before this start`],
    ['Saved snapshot', savedIn === undefined ? undefined : h('span.code', userText(savedIn))],
    ['Answers the rules', userText(rules.join(', '))],
  ])
}

/** What is said of a reading besides the facts beside it. */
function about(reading: ReportedReading): Element[] {
  const above = new Set([ledgerLine(reading), ...signInLines(reading)])
  const [, ...lines] = sourceLines(reading)
  return lines.filter((line) => !above.has(line)).map((line) => h('p', userText(line)))
}

function ledgerLine({ ledger }: ReportedReading): string | undefined {
  return ledger === undefined ? undefined : ledgerSentence(ledger)
}
