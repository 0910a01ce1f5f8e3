import { type Reply, withHeaders } from '../http/reply.ts'
import type { Fault, Site } from './fault.ts'

/** The faults that hold for one answer. */
interface FaultsNow<Draft, Refusal> {
  spoilDraft(draft: Draft): Draft
  spoilReply(ordinary: Reply, site: Site<Refusal>): Reply
}

interface Scheduled<Draft, Refusal> {
  readonly spec: Timing
  readonly fault: Fault<Draft, Refusal>
}

/** When a fault holds, and what its answers say of coming back. */
export interface Timing {
  readonly times?: number
  readonly after?: number
  readonly retryAfter?: string
}

/** Answers, per answer of one endpoint, the faults that hold for it; the counting is the only state. */
export function scheduleFaults<Draft, Refusal>(
  scheduled: readonly Scheduled<Draft, Refusal>[],
): (at: Date) => FaultsNow<Draft, Refusal> {
  let answers = 0
  return (at) => {
    answers += 1
    const holding = scheduled.filter(({ spec }) => holds(spec, answers))
    return {
      spoilDraft: (draft) =>
        holding.reduce((spoilt, { fault }) => ('draft' in fault ? fault.draft(spoilt) : spoilt), draft),
      spoilReply: (ordinary, site) =>
        holding.reduce(
          (spoilt, { spec, fault }) =>
            'reply' in fault ? withRetryAfter(fault.reply(spoilt, site), spec, at) : spoilt,
          ordinary,
        ),
    }
  }
}

/** Whether a fault holds for the `answer`-th answer, counted from 1. */
export function holds({ times, after = 0 }: Timing, answer: number): boolean {
  return answer > after && (times === undefined || answer <= after + times)
}

/** `date+30` becomes the HTTP date 30 seconds from `at`; anything else is sent as it stands. */
export function retryAfterValue(retryAfter: string, at: Date): string {
  const seconds = /^date([+-]\d+)$/.exec(retryAfter)?.[1]
  return seconds === undefined ? retryAfter : new Date(at.getTime() + Number(seconds) * 1000).toUTCString()
}

function withRetryAfter(reply: Reply, { retryAfter }: Timing, at: Date): Reply {
  return retryAfter === undefined
    ? reply
    : withHeaders(reply, { 'Retry-After': retryAfterValue(retryAfter, at) })
}
