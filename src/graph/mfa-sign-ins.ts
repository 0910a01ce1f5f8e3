import { dayMs } from '../model/clock.ts'
import { attempt, CouldNotRead } from '../model/could-not-read.ts'
import { toCount } from '../model/count.ts'
import type { SignIns } from '../model/sign-ins.ts'
import isMfaSignIns from '../schemas/compiled/is-mfa-sign-ins.cjs'
import type { MfaSignInsBody } from '../schemas/mfa-sign-ins.ts'
import { errorsOf } from '../schemas/validator.ts'
import type { GraphResponse } from './response.ts'
import { furtherLinks, parseJsonBody, unexpectedBody } from './json-body.ts'
import { refusalReason } from './refusal.ts'
import type { SourcesRequest } from './sources-request.ts'

const path = '/reports/authenticationMethods/userMfaSignInSummary'
const permission = 'AuditLog.Read.All'

/** Nobody should wait for what nothing rests on; a turn at Microsoft's pace may take 10 s. */
const longestMs = 15_000

/** Older days say nothing of how things are. */
const oldestDays = 7

/**
 * How many of yesterday's sign-ins used MFA, or of the latest day before that: one request, and whatever comes of it a
 * value that disturbs nothing. Source: Microsoft Graph beta, resource type userMfaSignInSummary.
 */
export async function readMfaSignIns(
  request: Pick<SourcesRequest, 'graph' | 'deadline' | 'clock' | 'now' | 'onFailure'>,
): Promise<SignIns> {
  const { graph, deadline, clock, now, onFailure } = request
  const own = deadline.anew(Math.min(longestMs, deadline.remainingMs))
  try {
    const came = await attempt(
      () => clock.unheeded(() => graph.within(own).get('beta', path)).then((answer) => latest(answer, now())),
      onFailure,
    )
    return 'value' in came ? came.value : { unread: came.reason.code }
  } finally {
    own.release()
  }
}

function latest(answer: GraphResponse, now: Date): SignIns {
  if (answer.status !== 200) throw new CouldNotRead(refusalReason(answer, { permission }))
  const body = parseJsonBody(answer)
  if (!isMfaSignIns(body)) throw unexpectedBody(errorsOf(isMfaSignIns), answer)
  const yesterday = dayOf(now.getTime() - dayMs)
  const oldest = dayOf(now.getTime() - oldestDays * dayMs)
  // The present day is not over.
  const days = body.value
    .map((entry) => ({ entry, day: dayOf(Date.parse(entry.createdDateTime)) }))
    .filter(({ day }) => day >= oldest && day <= yesterday)
    .toSorted((one, other) => (one.day < other.day ? 1 : -1))
  const [last, next] = days
  const mayFollow = furtherLinks(body).length > 0 && last?.day !== yesterday
  if (last === undefined || mayFollow) return { unread: 'day-missing' }
  return next?.day === last.day ? { unread: 'day-twice' } : sumsOf(last.day, last.entry)
}

/** Microsoft's own sample has 9,900 of 1,000. */
function sumsOf(day: string, entry: MfaSignInsBody['value'][number]): SignIns {
  const [total, single, multiFactor] = [
    toCount(entry.totalSignIns),
    toCount(entry.singleFactorSignIns),
    toCount(entry.multiFactorSignIns),
  ]
  const all = total !== undefined && single !== undefined && multiFactor !== undefined
  return all && single + multiFactor === total ? { day, total, multiFactor } : { unread: 'sums-impossible' }
}

/** Empty, which is before any day, where it is no moment. */
function dayOf(moment: number): string {
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString().slice(0, 10)
}
