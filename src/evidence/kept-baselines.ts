import {
  type Baseline,
  type BaselineLookup,
  type BaselineKey,
  baselineKeyOf,
  isSameKey,
} from '../model/baseline.ts'
import type { Exclusions } from '../model/exclusion.ts'
import { toCount } from '../model/count.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { Ratchet } from '../rules/ratchet.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { KeptBaseline } from '../schemas/evidence/context.ts'
import type { BaselineStore } from '../snapshots/baseline-store.ts'

/** What the ratchets of an assessment were told of earlier ratios, as far as it had a say. */
export function baselinesOf(
  { verdicts }: Assessment,
  exclusions: Pick<Exclusions, 'accountsSha256'> | undefined,
): readonly KeptBaseline[] {
  return verdicts.flatMap((verdict) => {
    const { rule, reading } = verdict
    if (rule.noDropMoreThan === undefined || reading?.kind !== 'snapshot') return []
    const { exclusionsSha256, ...rest } = baselineKeyOf(reading.snapshot, rule.measure, exclusions)
    const key = exclusionsSha256 === undefined ? rest : { ...rest, exclusionsSha256 }
    return keptOf(verdict).map((kept) => ({ ...key, ...kept }))
  })
}

type Kept = Omit<KeptBaseline, keyof BaselineKey>

function keptOf(verdict: Verdict): readonly Kept[] {
  if (verdict.kind === 'undetermined' && verdict.reason.code === 'baseline-unreadable') {
    const { file, problem } = verdict.reason
    return [{ answer: 'unreadable', file, problem, recording: null }]
  }
  return 'ratchet' in verdict ? [compared(verdict.ratchet)] : []
}

function compared(ratchet: Ratchet): Kept {
  const recording = 'recording' in ratchet ? ratchet.recording : undefined
  const recorded = {
    recording: recording === undefined ? null : recording.kind === 'failed' ? recording.problem : '',
  }
  if (ratchet.kind === 'no-baseline') {
    return { answer: ratchet.because === 'no-store' ? 'no-store' : 'none', ...recorded }
  }
  const { count, population, receivedAt } = ratchet.baseline
  return { answer: 'found', count, population, receivedAt, ...recorded }
}

/** A store that gives the same answers again, and keeps nothing. */
export function storeOf(kept: readonly KeptBaseline[]): BaselineStore {
  const of = (key: BaselineKey): KeptBaseline | undefined => kept.find((one) => isSameKey(one, key))
  return {
    find: async (key) => answerOf(key, of(key)),
    record: async (baseline: Baseline) => {
      const problem = of(baseline)?.recording ?? 'evidence records nothing'
      return problem === '' ? { kind: 'recorded' } : { kind: 'failed', problem }
    },
  }
}

function answerOf(key: BaselineKey, kept: KeptBaseline | undefined): BaselineLookup {
  if (kept === undefined || kept.answer === 'no-store') return { kind: 'no-store' }
  if (kept.answer === 'none') return { kind: 'none' }
  if (kept.answer === 'unreadable') {
    return { kind: 'unreadable', file: kept.file ?? '', problem: kept.problem ?? '' }
  }
  const count = toCount(kept.count ?? -1)
  const population = toCount(kept.population ?? -1)
  if (count === undefined || population === undefined || population === 0 || count > population) {
    return { kind: 'unreadable', file: 'context.json', problem: 'its baseline has no ratio' }
  }
  return {
    kind: 'found',
    file: 'context.json',
    baseline: { ...key, count, population, receivedAt: kept.receivedAt ?? '' },
  }
}
