import { contradictionIn } from './contradiction.ts'
import type { Question } from './question.ts'
import { sameQuestion } from './question.ts'
import type { Reading } from './snapshot.ts'
import type { Source } from './source.ts'
import { canAnswer } from './source.ts'

/** What came of one source, and what it was asked; without a source: questions that none may answer. */
export interface SourceReading {
  readonly source: Source | undefined
  readonly answers: readonly Question[]
  readonly reading: Reading
}

/** What came of reading the tenant: from one source, or, where no single one can say everything, from several. */
export type TenantReading =
  Reading | { readonly kind: 'sources'; readonly readings: readonly SourceReading[] }

/** The reading that answers one question: its source, its segment's numbers. */
export function readingFor(question: Question, reading: TenantReading): Reading {
  if (reading.kind === 'undetermined') return reading
  if (reading.kind === 'snapshot') return segmentOf(question, reading)
  const found = reading.readings.find(({ answers }) => answers.some((one) => sameQuestion(one, question)))
  if (found === undefined) throw new TypeError(`nobody asked for ${question.measure} of ${question.segment}`)
  return readingFor(question, found.reading)
}

/** The reading behind one verdict; undefined where nothing was read for it. */
export function readingBehind(
  verdict: { readonly kind: string; readonly rule: Question },
  reading: TenantReading | undefined,
): Reading | undefined {
  return reading === undefined || verdict.kind === 'not-applicable'
    ? undefined
    : readingFor(verdict.rule, reading)
}

function segmentOf(question: Question, reading: Reading & { readonly kind: 'snapshot' }): Reading {
  const { snapshot } = reading
  const { source } = snapshot.provenance
  const contradiction = contradictionIn(snapshot)
  if (contradiction !== undefined) return { kind: 'undetermined', reason: contradiction }
  if (!canAnswer(source, question)) {
    return { kind: 'undetermined', reason: { code: 'source-cannot', sources: [source], ...question } }
  }
  if (question.segment === (snapshot.segment ?? 'all')) return reading
  // An empty segment may be what the rule declares it to be; a tenant of nobody is not to be believed.
  if (snapshot.segment === undefined && snapshot.population === 0) {
    const excluded = snapshot.exclusions?.population ?? 0
    return {
      kind: 'undetermined',
      reason:
        excluded === 0 ? { code: 'population-zero' } : { code: 'all-excluded', segment: 'all', excluded },
    }
  }
  const tally = snapshot.segments?.[question.segment]
  if (tally === undefined) {
    return { kind: 'undetermined', reason: { code: 'segment-missing', segment: question.segment, source } }
  }
  const { exclusions: _, ...rest } = snapshot
  return { ...reading, snapshot: { ...rest, ...tally, segment: question.segment } }
}
