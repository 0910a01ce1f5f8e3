import { readingFor, type TenantReading, wasAsked } from '../model/tenant-reading.ts'
import { countedIn } from '../model/counted.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { type Question, sameQuestion } from '../model/question.ts'
import type { Measure } from '../model/measure.ts'
import { canAnswer } from '../model/source.ts'
import { demandOf } from '../rules/guards/demand.ts'
import { guardIn } from '../rules/guards/guard-entry.ts'
import { knownMeasures } from '../rules/guards/grants.ts'
import { type Asking, judgeDemand } from '../rules/guards/judge-demand.ts'
import type { PlannedPolicy } from '../rules/guards/planned-policy.ts'
import { type Configured, ruleOf } from '../rules/from-document.ts'
import type { Rule } from '../rules/rule.ts'
import type { Verdict } from '../rules/verdict.ts'
import { lockoutGuard } from '../schemas/guards.ts'
import type { GuardEntry } from '../schemas/rules-document.ts'
import type { LoadedRules } from '../config/rules-file.ts'
import { waiveNow } from './assess.ts'
import type { Gate } from './prepare.ts'

/** The guard as this stack, this moment and this deployment's policy configuration see it. */
export interface Guard {
  readonly rule: Rule
  readonly entry: GuardEntry
}

/** Undefined where the document has none. */
export function guardOf(
  loaded: LoadedRules,
  situation: Pick<Gate, 'now' | 'stack'>,
  configured?: Configured,
): Guard | undefined {
  const documented = guardIn(loaded.document)
  const entry = loaded.document.guards?.[lockoutGuard]
  if (documented === undefined || entry === undefined) return undefined
  return { rule: ruleOf(documented, loaded, situation, configured), entry }
}

/** What came of one policy in the plan. */
export interface Lockout {
  readonly demand: Asking
  /** One for each kind of users, and one for what could not be told; of one that only reports none stops. */
  readonly verdicts: readonly Verdict[]
}

/** Judges one policy; undefined when it would ask nobody for MFA. `read`: the tenant, which is not read where nothing is asked. */
export async function assessLockout(
  policy: PlannedPolicy,
  { rule, entry }: Guard,
  gate: Gate,
  read: (questions: readonly Question[]) => Promise<TenantReading>,
): Promise<Lockout | undefined> {
  if (rule.enforcement === 'disabled') return undefined
  const demand = demandOf(policy, entry)
  if (demand.kind === 'nothing') return undefined
  const readings = demand.asked.length === 0 ? [] : await read(demand.asked)
  const verdicts = judgeDemand(demand, {
    rule,
    readings,
    context: { now: gate.now, baseline: { kind: 'none' }, cap: gate.exclusions?.cap },
    exclusions: entry.exclusions ?? 'ignored',
  })
  return { demand, verdicts: verdicts.map((verdict) => waiveNow(verdict, readings, gate)) }
}

/**
 * Whether a reading that was made for other questions answers these. One that failed before any source was chosen is
 * an answer too: it would fail again.
 */
export function answersAll(
  questions: readonly Question[],
  asked: readonly Question[],
  readings: TenantReading,
): boolean {
  if (readings.length === 0) return false
  if (readings.every(({ source, answers }) => source === undefined && answers.length === 0)) return true
  return questions.every(
    (question) => asked.some((one) => sameQuestion(one, question)) || isCounted(question, readings),
  )
}

function isCounted(question: Question, readings: TenantReading): boolean {
  if (!wasAsked(question, readings)) return false
  const reading = readingFor(question, readings)
  return reading.kind === 'snapshot' && countedIn(reading.snapshot, question.measure, new Map()) !== undefined
}

const guardSegments = ['all', 'members', 'guests', 'admins'] as const

/**
 * What to read when the rules' reading does not do: all that a further policy of the plan may need from the same report,
 * so that several policies take one reading. The count report costs one request, and is asked for nothing else.
 */
export function furtherQuestions(
  questions: readonly Question[],
  { strengths = {} }: Pick<GuardEntry, 'strengths'>,
  { adminsByFilter = false }: Pick<Inquiry, 'adminsByFilter'>,
): readonly Question[] {
  if (questions.every(onlyCounts)) return questions
  const adminsAlone = adminsByFilter && questions.every(({ segment }) => segment === 'admins')
  const segments = adminsAlone ? (['admins'] as const) : guardSegments
  const measures = new Set<Measure>([...knownMeasures, ...Object.values(strengths)])
  const all = [...measures].flatMap((measure) => segments.map((segment) => ({ measure, segment })))
  const others = questions.filter((one) => !all.some((other) => sameQuestion(one, other)))
  return [...all, ...others].map(({ measure, segment }) => ({ measure, segment }))
}

function onlyCounts(question: Question): boolean {
  return canAnswer('registrationCounts', question)
}
