import { formatCount } from '../posture/count.ts'
import { phraseOf } from '../posture/measure.ts'
import { formatMinimum, formatRatio } from '../posture/ratio.ts'
import { nounOf } from '../posture/segment.ts'
import type { Reading, Snapshot } from '../posture/snapshot.ts'
import { readingFor, type TenantReading } from '../posture/tenant-reading.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import type { Rule } from '../rules/rule.ts'
import type { Verdict } from '../rules/verdict.ts'
import { exclusionLines } from './exclusion-lines.ts'
import { ledgerSentence } from './ledger-sentence.ts'
import { sentence } from './sentence.ts'
import { sourceSentence } from './source-sentence.ts'
import { explain } from './undetermined-sentence.ts'

/** What a verdict says to people, a sentence a line. The first words tell the kinds of answer apart. */
export function verdictLines(verdict: Verdict, whole: TenantReading | undefined): readonly string[] {
  if (verdict.kind === 'not-applicable') return [`Not judged: the rule ${verdict.rule.id} is disabled.`]
  const reading = whole === undefined ? undefined : readingFor(verdict.rule, whole)
  const excluded = reading?.kind === 'snapshot' ? exclusionLines(verdict.rule, reading.snapshot) : []
  switch (verdict.kind) {
    case 'pass':
      return [`At or above the minimum: ${ratioSentence(verdict)}`, ...excluded, ...sourceLines(reading)]
    case 'violation':
      return [
        `Below the minimum: ${ratioSentence(verdict)}`,
        ...shortfallLines(verdict.rule, verdict.shortfall),
        ...excluded,
        ...sourceLines(reading),
        'To do: have the users who are missing register at https://aka.ms/mfasetup, then wait some hours for the report before you run again.',
      ]
    case 'undetermined':
      return undeterminedLines(verdict.reason, reading)
  }
}

/** What a reason says to people where there is no verdict. */
export function undeterminedLines(reason: Undetermined, reading?: Reading): readonly string[] {
  const { what, todo } = explain(reason)
  const ledger = 'ledger' in reason && reason.ledger !== undefined ? [ledgerSentence(reason.ledger)] : []
  const requestId =
    'requestId' in reason && reason.requestId ? [`Graph request id: ${reason.requestId}.`] : []
  return [
    sentence(`Could not determine: ${what}`),
    sentence(`To do: ${todo}`),
    ...ledger,
    ...requestId,
    ...sourceLines(reading),
  ]
}

function ratioSentence({
  rule,
  count,
  population,
}: Extract<Verdict, { kind: 'pass' | 'violation' }>): string {
  const { measure, minimum, segment, onEmpty } = rule
  if (population === 0) {
    return `the tenant has no ${nounOf(segment, 0)}, which this rule takes for a ${onEmpty} (onEmpty).`
  }
  const verb = count === 1 ? 'is' : 'are'
  return `${formatCount(count)} of ${formatCount(population)} ${nounOf(segment, population)} (${formatRatio(count, population, minimum)}) ${verb} ${phraseOf(measure)}, ${formatMinimum(minimum)} required.`
}

function sourceLines(reading: Reading | undefined): readonly string[] {
  return reading?.kind === 'snapshot'
    ? [sourceLine(reading.snapshot), ...furtherSource(reading.snapshot)]
    : []
}

function shortfallLines({ segment }: Rule, shortfall: number): readonly string[] {
  if (shortfall === 0) return []
  return [`${formatCount(shortfall)} more ${nounOf(segment, shortfall)} must register.`]
}

function furtherSource(snapshot: Snapshot): readonly string[] {
  const { ledger } = snapshot
  return [...sourceSentence(snapshot), ...(ledger === undefined ? [] : [ledgerSentence(ledger)])]
}

function sourceLine({ tenantId, provenance }: Snapshot): string {
  const { endpoint, receivedAt, simulated } = provenance
  const from = simulated ? 'the embedded tenant (a stand-in, not Microsoft)' : 'Microsoft Graph'
  const report = new URL(endpoint).pathname.slice(1)
  const time = `${receivedAt.slice(0, 10)} ${receivedAt.slice(11, 19)} UTC`
  return `Tenant ${tenantId}, read from ${from}, ${report}, at ${time}; the report lags by some hours.`
}
