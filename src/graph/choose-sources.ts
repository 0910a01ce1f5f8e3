import type { Cloud } from '../config/cloud.ts'
import { holds } from '../model/permission.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { Question } from '../model/question.ts'
import type { SourceReason } from '../model/snapshot.ts'
import { canAnswer, capabilities, type Source } from '../model/source.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'

/** What is to be learnt by whoever has signed in. */
export interface SignedInquiry extends Inquiry {
  readonly claims: Pick<TokenClaims, 'roles' | 'scp' | 'tid'>
  /** Undefined: one that has every source. */
  readonly cloud?: Pick<Cloud, 'title' | 'hasCountReport'>
  /** Sources that do not exist here. */
  readonly without?: readonly Source[]
}

/** One source to read, for some of the questions; or why those cannot be answered. */
export type ReadStep = { readonly answers: readonly Question[] } & (
  | { readonly source: Source; readonly chosen: SourceReason | undefined }
  | { readonly source: undefined; readonly reason: Undetermined }
)

/** Cheapest first: one request; one a segment; one for every thousand users. */
const byCost: readonly Source[] = ['registrationCounts', 'featureSummary', 'registrationDetails']

/**
 * Which sources to read for which questions. One that must be read anyway answers whatever it can, so that an
 * assessment rests on as few populations as possible.
 */
export function chooseSources(inquiry: SignedInquiry): readonly ReadStep[] {
  const { source: named = 'auto', questions } = inquiry
  if (named !== 'auto') return readNamed(named, inquiry)
  const fitting = (question: Question) => byCost.filter((source) => fits(source, question, inquiry))
  const readable = (question: Question) => readableFirst(fitting(question), inquiry)
  const forced = new Set(
    questions
      .map(readable)
      .filter((some) => some.length === 1)
      .map(([only]) => only),
  )
  const chosen = questions.map((question) => {
    const possible = readable(question)
    const source = possible.filter((one) => forced.has(one)).at(-1) ?? possible[0]
    return { question, source }
  })
  return group(chosen, inquiry)
}

function readNamed(source: Source, inquiry: SignedInquiry): readonly ReadStep[] {
  const { questions, exclusions, list } = inquiry
  const answers = questions.filter((question) => fits(source, question, { exclusions, list }))
  const others = questions.filter((question) => !answers.includes(question))
  const refused = others.map((question) => cannot(question, [source], inquiry))
  if (answers.length === 0) return refused
  if (!capabilities[source].apps && isApp(inquiry)) {
    const reason = { code: 'source-needs-user', source } as const
    return [{ source: undefined, answers, reason }, ...refused]
  }
  return [{ source, answers, chosen: 'named' }, ...refused]
}

function group(
  chosen: readonly { readonly question: Question; readonly source: Source | undefined }[],
  inquiry: SignedInquiry,
): readonly ReadStep[] {
  // Where nobody spoke of sources and the first will do, there is nothing to tell.
  const unspoken = inquiry.source === undefined && chosen.every(({ source }) => source === byCost[0])
  const steps = byCost.flatMap((source): readonly ReadStep[] => {
    const answers = chosen.filter((one) => one.source === source).map(({ question }) => question)
    if (answers.length === 0) return []
    return [
      {
        source,
        answers,
        chosen: unspoken ? undefined : why(source, answers, inquiry),
      },
    ]
  })
  const orphans = chosen.filter(({ source }) => source === undefined)
  return [...steps, ...orphans.map(({ question }) => cannot(question, byCost, inquiry))]
}

/** The first thing that a cheaper source lacks. */
function why(source: Source, answers: readonly Question[], inquiry: SignedInquiry): SourceReason {
  const open = byCost.filter((one) => capabilities[one].apps || !isApp(inquiry))
  const cheaper = open.slice(0, open.indexOf(source))
  if (cheaper.length === 0) return 'cheapest'
  if (inquiry.without?.includes(byCost[0] ?? source) === true) return 'absent'
  if (inquiry.list !== undefined) return 'list'
  if (inquiry.exclusions !== undefined) return 'exclusions'
  const lacking = answers.filter((question) => !cheaper.some((one) => canAnswer(one, question)))
  if (lacking.some(({ segment }) => segment !== 'all')) return 'segments'
  return lacking.length > 0 ? 'measures' : 'permission'
}

function fits(
  source: Source,
  question: Question,
  { exclusions, list, without = [] }: Pick<SignedInquiry, 'exclusions' | 'list' | 'without'>,
): boolean {
  if (without.includes(source)) return false
  return (
    canAnswer(source, question) && (capabilities[source].exclusions || (exclusions ?? list) === undefined)
  )
}

/**
 * Those the token may read. When it may read none, or does not say, the first that an app or a user could be
 * granted: Graph's refusal then names what is missing.
 */
function readableFirst(possible: readonly Source[], inquiry: SignedInquiry): readonly Source[] {
  const open = possible.filter((source) => capabilities[source].apps || !isApp(inquiry))
  const readable = open.filter((source) => isGranted(source, inquiry))
  return readable.length > 0 ? readable : open.slice(0, 1)
}

/** Whether the token says that it may read a source. */
export function isGranted(source: Source, { claims }: Pick<SignedInquiry, 'claims'>): boolean {
  return holds(claims, capabilities[source].permission)
}

/** Only a token that names scopes is a signed-in user's. */
function isApp({ claims }: Pick<SignedInquiry, 'claims'>): boolean {
  return claims.scp === undefined
}

function cannot(question: Question, considered: readonly Source[], inquiry: SignedInquiry): ReadStep {
  const { cloud } = inquiry
  const onlyElsewhere = considered.some((source) => fits(source, question, { ...inquiry, without: [] }))
  if (onlyElsewhere && cloud?.hasCountReport === false) {
    return {
      source: undefined,
      answers: [question],
      reason: { code: 'report-not-in-cloud', cloud: cloud.title },
    }
  }
  const exclusions =
    inquiry.exclusions !== undefined && considered.some((source) => canAnswer(source, question))
  return {
    source: undefined,
    answers: [question],
    reason: { code: 'source-cannot', sources: considered, ...question, exclusions },
  }
}
