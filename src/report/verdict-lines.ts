import { formatCount } from '../posture/count.ts'
import { phraseOf } from '../posture/measure.ts'
import { formatMinimum, formatRatio } from '../posture/ratio.ts'
import type { Reading } from '../posture/snapshot.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import type { Verdict } from '../rules/verdict.ts'
import { sentence } from './sentence.ts'
import { explain } from './undetermined-sentence.ts'

/** What a verdict says to people, a sentence a line. The first words tell the kinds of answer apart. */
export function verdictLines(verdict: Verdict, reading: Reading | undefined): readonly string[] {
  switch (verdict.kind) {
    case 'pass':
      return [`At or above the minimum: ${ratioSentence(verdict)}`, ...sourceLines(reading)]
    case 'violation':
      return [
        `Below the minimum: ${ratioSentence(verdict)}`,
        `${formatCount(verdict.shortfall)} more ${verdict.shortfall === 1 ? 'user' : 'users'} must register.`,
        ...sourceLines(reading),
        'To do: have the missing users register at https://aka.ms/mfasetup, wait some hours, run again.',
      ]
    case 'undetermined':
      return undeterminedLines(verdict.reason, reading)
    case 'not-applicable':
      return [`Not judged: the rule ${verdict.rule.id} is disabled.`]
  }
}

/** What a reason says to people where there is no verdict. */
export function undeterminedLines(reason: Undetermined, reading?: Reading): readonly string[] {
  const { what, todo } = explain(reason)
  const requestId =
    'requestId' in reason && reason.requestId ? [`Graph request id: ${reason.requestId}.`] : []
  return [
    sentence(`Could not determine: ${what}`),
    sentence(`To do: ${todo}`),
    ...requestId,
    ...sourceLines(reading),
  ]
}

function ratioSentence({
  rule,
  count,
  population,
}: Extract<Verdict, { kind: 'pass' | 'violation' }>): string {
  const { measure, minimum } = rule
  const verb = count === 1 ? 'is' : 'are'
  return `${formatCount(count)} of ${formatCount(population)} users (${formatRatio(count, population, minimum)}) ${verb} ${phraseOf(measure)}, ${formatMinimum(minimum)} required.`
}

function sourceLines(reading: Reading | undefined): readonly string[] {
  if (reading?.kind !== 'snapshot') return []
  const { tenantId, provenance } = reading.snapshot
  const { endpoint, receivedAt, simulated } = provenance
  const from = simulated ? 'the embedded tenant (a stand-in, not Microsoft)' : 'Microsoft Graph'
  const time = `${receivedAt.slice(0, 10)} ${receivedAt.slice(11, 19)} UTC`
  return [
    `Tenant ${tenantId}, read from ${from} at ${time}.`,
    `Source: ${new URL(endpoint).pathname.slice(1)}; the report lags by some hours.`,
  ]
}
