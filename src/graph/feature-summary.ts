import { createHash } from 'node:crypto'
import { CouldNotRead } from '../model/could-not-read.ts'
import { toCount } from '../model/count.ts'
import { type Measure, measuresByName } from '../model/measure.ts'
import type { NamedSegment } from '../model/segment.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { capabilities } from '../model/source.ts'
import type { Tally } from '../model/tally.ts'
import type { FeatureSummaryBody } from '../schemas/feature-summary.ts'
import isFeatureSummary from '../schemas/compiled/is-feature-summary.cjs'
import { errorsOf } from '../schemas/validator.ts'
import type { GraphResponse } from './response.ts'
import type { GraphConnection } from './connection.ts'
import { declaredCount, furtherLinks, parseJsonBody, unexpectedBody } from './json-body.ts'
import { refusalReason } from './refusal.ts'

const path = '/reports/authenticationMethods/usersRegisteredByFeature'

/** The arguments that stand for a segment; `admin` is every Entra admin role, as `isAdmin` of the per-user report. */
const argumentsOf: Readonly<Record<NamedSegment, readonly [types: string, roles: string]>> = {
  all: ['all', 'all'],
  members: ['member', 'all'],
  guests: ['guest', 'all'],
  admins: ['all', 'admin'],
  nonAdmins: ['all', 'user'],
}

/** There is no feature for `mfaRegistered`, in any cloud. */
const measureOf = measuresByName('featureSummary')

/**
 * Reads the summary `usersRegisteredByFeature`, one request a segment; for signed-in users only.
 * Source: Microsoft Graph v1.0, resource type userRegistrationFeatureSummary.
 * @throws CouldNotRead
 */
export async function readFeatureSummary(
  graph: GraphConnection,
  tenantId: string,
  now: () => Date,
  asked: readonly NamedSegment[],
): Promise<Snapshot> {
  const tallies = new Map<NamedSegment, Tally>()
  const hash = createHash('sha256')
  let last: GraphResponse | undefined
  for (const segment of new Set<NamedSegment>(['all', ...asked])) {
    const [types, roles] = argumentsOf[segment]
    const answer = await graph.get(
      'v1.0',
      `${path}(includedUserTypes='${types}',includedUserRoles='${roles}')`,
    )
    if (answer.status !== 200) {
      throw new CouldNotRead(refusalReason(answer, { permission: capabilities.featureSummary.permission }))
    }
    tallies.set(segment, tallyOf(answer, segment))
    hash.update(answer.sha256)
    last = answer
  }
  const { all, ...segments } = Object.fromEntries(tallies) as Partial<Record<NamedSegment, Tally>>
  if (all === undefined) throw new TypeError('a summary that was not asked for all users')
  const provenance = {
    source: 'featureSummary' as const,
    endpoint: `${graph.root.origin}/v1.0${path}`,
    requestId: last?.requestId,
    receivedAt: now().toISOString(),
    bodySha256: hash.digest('hex'),
    simulated: graph.root.simulated,
  }
  return { tenantId, ...all, segments, provenance }
}

function tallyOf(answer: GraphResponse, segment: NamedSegment): Tally {
  const body = parseBody(answer)
  const refuse = (problem: string): never => {
    throw new CouldNotRead({ code: 'body-unexpected', problem, requestId: answer.requestId })
  }
  const contradiction = contradictionIn(body, segment, answer)
  if (contradiction !== undefined) return refuse(contradiction)
  const counts: Partial<Record<Measure, NonNullable<ReturnType<typeof toCount>>>> = {}
  for (const { feature, userCount } of body.userRegistrationFeatureCounts) {
    const measure = measureOf.get(feature)
    if (measure === undefined) continue
    if (counts[measure] !== undefined) return refuse(`feature ${measure} is given twice`)
    counts[measure] = toCount(userCount) ?? refuse(`feature ${measure} has no count`)
  }
  const population = toCount(body.totalUserCount) ?? refuse('totalUserCount is not a count')
  return { population, counts }
}

/** Why an answer is not, or not wholly, what was asked for. */
function contradictionIn(
  body: FeatureSummaryBody,
  segment: NamedSegment,
  answer: GraphResponse,
): string | undefined {
  const [types, roles] = argumentsOf[segment]
  const entries = body.userRegistrationFeatureCounts.length
  if ((body.userTypes ?? types) !== types) return `it is not of the userTypes '${types}' that were asked for`
  if ((body.userRoles ?? roles) !== roles) return `it is not of the userRoles '${roles}' that were asked for`
  if (furtherLinks(body).length > 0) return 'it goes on over a further page, which this report never does'
  return (declaredCount(body, answer) ?? entries) === entries
    ? undefined
    : 'it says that it has more or fewer features than came'
}

function parseBody(answer: GraphResponse): FeatureSummaryBody {
  const body = parseJsonBody(answer)
  if (isFeatureSummary(body)) return body
  throw unexpectedBody(errorsOf(isFeatureSummary), answer)
}
