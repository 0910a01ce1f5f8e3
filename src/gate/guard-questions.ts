import { countedIn } from '../model/counted.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { Measure } from '../model/measure.ts'
import { type Question, sameQuestion } from '../model/question.ts'
import { canAnswer } from '../model/source.ts'
import { readingFor, type TenantReading, wasAsked } from '../model/tenant-reading.ts'
import { knownMeasures } from '../rules/guards/grants.ts'
import type { GuardEntry } from '../schemas/rules-document.ts'

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
