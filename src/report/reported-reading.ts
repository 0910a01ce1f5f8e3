import { clockAheadMs } from '../model/clock.ts'
import { countedIn } from '../model/counted.ts'
import type { PageLedger } from '../model/ledger.ts'
import { methodMeasures } from '../model/methods/interval.ts'
import type { Classification } from '../model/methods/method-class.ts'
import type { Reading, SourceReason } from '../model/snapshot.ts'
import type { ExclusionEffect, Tally } from '../model/tally.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { ReadingRun } from '../schemas/shared-reading.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { clockWarning } from './clock-words.ts'
import { ledgerSentence } from './ledger-sentence.ts'
import { formatMoment } from './moment.ts'
import { signInLines } from './sign-in-lines.ts'
import { reasonWords } from './undetermined-sentence.ts'

export type ReportedReading = NonNullable<AssessmentReport['verdicts'][number]['reading']>

/** A reading as the report publishes it. */
export function reportedReading(
  reading: Reading | undefined,
  classification: Classification = new Map(),
): ReportedReading | null {
  if (reading === undefined) return null
  if (reading.kind === 'undetermined')
    return { kind: 'undetermined' as const, reason: reportedReason(reading.reason) }
  const { snapshot, savedIn, readBy } = reading
  const { tenantId, provenance, exclusions, accounts, signIns, ledger } = snapshot
  const { requestId, chosen, servedAt, ...others } = provenance
  return {
    kind: 'snapshot' as const,
    tenantId,
    segment: snapshot.segment ?? 'all',
    ...tallyOf(snapshot, classification),
    ...others,
    requestId: requestId ?? null,
    ...(servedAt === undefined ? {} : { servedAt }),
    ...(chosen === undefined ? {} : { chosen }),
    ...(exclusions === undefined ? {} : { exclusions: reportedExclusions(exclusions, classification) }),
    ...(accounts === undefined ? {} : { accounts: { ...accounts } }),
    ...(signIns === undefined ? {} : { signIns: { ...signIns } }),
    ...(ledger === undefined ? {} : { ledger: reportedLedger(ledger) }),
    ...(savedIn === undefined ? {} : { savedIn }),
    ...(readBy === undefined ? {} : { readBy }),
  }
}

function reportedLedger({ directory, ...ledger }: PageLedger) {
  return {
    ...ledger,
    ...(directory === undefined ? {} : { directory: directory.map((one) => ({ ...one })) }),
  }
}

function reportedExclusions(effect: ExclusionEffect, classification: Classification) {
  return {
    ...tallyOf(effect, classification),
    excluded: effect.excluded.map(({ unmatched, ...one }) => ({
      ...one,
      ...(unmatched === undefined ? {} : { unmatched: { ...unmatched, at: [...unmatched.at] } }),
    })),
  }
}

/** Counts of methods are told as the rule sees them: whoever surely has the measure. */
function tallyOf(
  tally: Pick<Tally, 'population' | 'counts' | 'methods' | 'withoutRow'>,
  classification: Classification,
) {
  const { counts, methods } = tally
  const population = {
    population: tally.population,
    ...(tally.withoutRow === undefined ? {} : { withoutRow: tally.withoutRow }),
  }
  if (methods === undefined) return { ...population, counts: { ...counts } }
  const found = methodMeasures.map((measure) => [measure, countedIn(tally, measure, classification)?.surely])
  return {
    ...population,
    counts: { ...counts, ...(Object.fromEntries(found) as Record<string, number>) },
    methods: methods.map(({ unclassified, ...cell }) => ({
      ...cell,
      ...(unclassified === undefined ? {} : { unclassified: [...unclassified] }),
    })),
  }
}

export function reportedReason(reason: Undetermined) {
  return { code: reason.code, ...reasonWords(reason) }
}

/** Where the numbers come from, a sentence a line. */
export function sourceLines(reading: ReportedReading | null): readonly string[] {
  if (reading?.kind !== 'snapshot') return []
  const {
    tenantId = '',
    endpoint = '',
    receivedAt = '',
    servedAt,
    simulated,
    savedIn,
    readBy,
    ledger,
  } = reading
  const from = simulated === true ? 'the embedded tenant (a stand-in, not Microsoft)' : 'Microsoft Graph'
  return [
    `Tenant ${tenantId}, read from ${from} at ${formatMoment(receivedAt)}.`,
    ...(savedIn === undefined ? [] : [`Not read by this run, but taken from the snapshot ${savedIn}.`]),
    ...(readBy === undefined
      ? []
      : [`Not read by this start, but by ${runWords[readBy]} before it (MFA_GATE_REUSE).`]),
    `Source: ${URL.parse(endpoint)?.pathname.slice(1) ?? endpoint}${sourceReason(reading)}; the report lags by some hours.`,
    ...clockWarning(clockAheadMs({ receivedAt, servedAt }), savedIn),
    ...(ledger === undefined ? [] : [ledgerSentence(ledger)]),
    ...signInLines(reading),
  ]
}

/** For people. */
export const runWords: Readonly<Record<ReadingRun, string>> = {
  preview: 'the preview',
  update: 'an update',
  run: 'another run',
}

const reasons: Readonly<Record<SourceReason, string>> = {
  named: 'as asked',
  cheapest: 'which takes the fewest requests',
  segments: 'because the rules ask for segments',
  measures: 'because no cheaper one has the measures',
  exclusions: 'because accounts are excluded',
  list: 'because names are listed',
  permission: 'because the credential may not read a cheaper one',
  absent: 'because the count report does not exist here',
}

/** Why this source was read, to go on with; nothing when there was nothing to choose. */
function sourceReason({ chosen }: ReportedReading): string {
  return chosen === undefined ? '' : `, ${reasons[chosen as SourceReason]}`
}
